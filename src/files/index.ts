/** The door of the files room. */
export { shrinkPhoto, type ShrunkPhoto } from './photo/shrink'
export { annotatePhoto } from './photo/annotate'
export { isVisible, lineWidth, markPath, type PhotoMark, type Point } from './photo/marks'
export { forgetShared, keepShared, takeShared, type Shared } from './shared/inbox'
export { UnreadablePlan } from './msproject/refusal'

/** MS Project XML comes with its own parts: they are loaded when a plan is opened or saved, never before. */
export async function loadPlanFiles() {
  const [{ readPlan }, { planOf, planUids }, { writePlan }] = await Promise.all([
    import('./msproject/read'),
    import('./msproject/from-records'),
    import('./msproject/write'),
  ])
  return { readPlan, planOf, planUids, writePlan }
}

/** Importing comes with its worker, when its screen is opened. */
export async function loadImport() {
  const [{ readInBackground, ImportStopped }, { writesOf }] = await Promise.all([
    import('./preview/in-background'),
    import('./preview/writes'),
  ])
  return { readInBackground, ImportStopped, writesOf }
}
export type { FileReading } from './preview/in-background'
export type { ImportInput, ImportRefused, ImportStage, Opened } from './preview/import-file'
export type { Mapping, ColumnRole } from './table/columns'
export type { TableFormat } from './table/table'
export type { PresentPlan, RecognisedBy } from './preview/present'
export type { AddedTask, ChangedField, ChangedTask, FieldChange, Preview } from './preview/preview'
export type { ImportChoices } from './preview/writes'
export type { ImportProblem, ProblemCode } from './preview/draft'
