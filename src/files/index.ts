/** The door of the files room. */
export { shrinkPhoto, type ShrunkPhoto } from './photo/shrink'
export { annotatePhoto } from './photo/annotate'
export { isVisible, lineWidth, markPath, type PhotoMark, type Point } from './photo/marks'
export { forgetShared, keepShared, takeShared, type Shared } from './shared/inbox'
export { UnreadablePlan } from './msproject/refusal'
export { UnreadableTimes, type TimesRefusal } from './times/refusal'
export type { TimesFormat } from './times/formats'
export type { ReadTimes, TimesWarning } from './times/read'
export type { DayEvent } from './ics/write'
export type { ConsolidationWords } from './table/consolidation-table'
export type { PlanWords } from './table/plan-tables'
export type { CsvStyle } from './table/write-csv'

/** MS Project XML comes with its own parts: they are loaded when a plan is opened or saved, never before. */
export async function loadPlanFiles() {
  const [{ readPlan }, { planOf, planUids }, { writePlan }] = await Promise.all([
    import('./msproject/read'),
    import('./msproject/from-records'),
    import('./msproject/write'),
  ])
  return { readPlan, planOf, planUids, writePlan }
}

/** Tables as a workbook or a CSV file: the writer of workbooks is loaded when one is asked for. */
export async function loadTableFiles() {
  const [{ planTables }, { consolidationTable }, { writeCsv }, { writeWorkbook }] = await Promise.all([
    import('./table/plan-tables'),
    import('./table/consolidation-table'),
    import('./table/write-csv'),
    import('./xlsx/write'),
  ])
  return { planTables, consolidationTable, writeCsv, writeWorkbook }
}

export async function loadCalendarFile() {
  return (await import('./ics/write')).writeCalendar
}

/** The reader of other tools' exports of time, loaded when one is chosen. */
export async function loadTimesReader() {
  return (await import('./times/read')).readTimes
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
