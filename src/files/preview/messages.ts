import type { DayLength } from '../table/amounts'
import type { Mapping } from '../table/columns'
import type { ImportInput, ImportRefused, ImportStage, Opened } from './import-file'
import type { PresentPlan } from './present'
import type { Preview } from './preview'

/** What passes between the page and the worker that reads. */
export type ImportQuestion = { id: number } & (
  | { kind: 'open'; input: ImportInput }
  | { kind: 'settle'; mapping: Mapping }
  | { kind: 'compare'; present: PresentPlan; mapping: Mapping | null; length: DayLength }
)

export type ImportAnswer = { id: number } & (
  | { kind: 'stage'; stage: ImportStage }
  | { kind: 'done'; result: Opened | ImportRefused | Mapping | Preview }
  | { kind: 'failed'; message: string }
)
