/** The marks that people draw on photos. Screens know stores, not files. */
export { annotatePhoto, isVisible, lineWidth, markPath } from '@/files'
export type { PhotoMark, Point } from '@/files'
