/** The door of the files room. */
export { shrinkPhoto, type ShrunkPhoto } from './photo/shrink'
