/** The door of the files room. */
export { shrinkPhoto, type ShrunkPhoto } from './photo/shrink'
export { annotatePhoto } from './photo/annotate'
export { isVisible, lineWidth, markPath, type PhotoMark, type Point } from './photo/marks'
export { forgetShared, keepShared, takeShared, type Shared } from './shared/inbox'
