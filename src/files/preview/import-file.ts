import { settleDurations } from '../msproject/durations'
import { readPlan } from '../msproject/read'
import { UnreadablePlan, type PlanRefusal } from '../msproject/refusal'
import type { DayLength } from '../table/amounts'
import { guessMapping, withDayOrder, type Mapping } from '../table/columns'
import { draftOfTable } from '../table/draft-of-table'
import { UnreadableTable, type TableRefusal } from '../table/refusal'
import type { Table, TableFormat } from '../table/table'
import { readCsv, readPasted } from '../csv/read'
import { readXlsxTable } from '../xlsx/read'
import { comparePlan } from './compare'
import type { DraftPlan } from './draft'
import { draftOfPlan } from './draft-of-plan'
import { kindOfFile } from './kind-of-file'
import type { PresentPlan } from './present'
import type { Preview } from './preview'

/** What the person gives: a file, or cells that they copied. */
export type ImportInput = { kind: 'file'; bytes: Uint8Array; sheet: string } | { kind: 'paste'; text: string }

export const IMPORT_STAGES = ['reading', 'understanding', 'comparing'] as const
export type ImportStage = (typeof IMPORT_STAGES)[number]

/** A table is shown with what its columns seem to say; a plan needs no such question. */
export type Opened =
  | { kind: 'plan'; name: string; tasks: number }
  | { kind: 'table'; format: TableFormat; rowCount: number; mapping: Mapping; head: string[][] }

export interface ImportRefused {
  kind: 'refused'
  code: PlanRefusal | TableRefusal
  place: string
}

/** Rows shown while columns are named. */
const SHOWN_ROWS = 6

/** One file from its bytes to the preview. It keeps what it read: naming the columns differently reads nothing again. */
export class ImportFile {
  private draft: DraftPlan | null = null
  private table: Table | null = null

  /** Reads the input, or says why it can't be read. Nothing is written anywhere. */
  async open(input: ImportInput, onStage: (stage: ImportStage) => void): Promise<Opened | ImportRefused> {
    onStage('reading')
    try {
      return await this.read(input, onStage)
    } catch (problem) {
      if (problem instanceof UnreadablePlan || problem instanceof UnreadableTable)
        return { kind: 'refused', code: problem.code, place: problem.place }
      throw problem
    }
  }

  /** Against the project as it is. A table is read by the mapping, which must say in which order days are written. */
  compare(
    present: PresentPlan,
    mapping: Mapping | null,
    length: DayLength,
    onStage: (stage: ImportStage) => void,
  ): Preview {
    if (this.table && mapping) {
      onStage('understanding')
      this.draft = draftOfTable(this.table, mapping, length)
    }
    if (!this.draft) throw new Error('Nothing was opened.')
    onStage('comparing')
    return comparePlan(this.draft, present)
  }

  /** Whether days can be told from months once the columns say this. */
  settle(mapping: Mapping): Mapping {
    return this.table ? withDayOrder(mapping, this.table) : mapping
  }

  private async read(input: ImportInput, onStage: (stage: ImportStage) => void): Promise<Opened> {
    if (input.kind === 'paste') return this.opened(readPasted(input.text))
    const kind = kindOfFile(input.bytes)
    if (kind === 'csv') return this.opened(readCsv(input.bytes))
    if (kind === 'xlsx') return this.opened(await readXlsxTable(input.bytes, input.sheet))
    const { plan, warnings } = readPlan(input.bytes)
    settleDurations(plan)
    onStage('understanding')
    this.draft = draftOfPlan(plan, warnings)
    return { kind: 'plan', name: this.draft.name, tasks: this.draft.tasks.length }
  }

  private opened(table: Table): Opened {
    if (table.rows.every((row) => row.every((cell) => cell.trim() === ''))) throw new UnreadableTable('empty', '')
    this.table = table
    const { format, rowCount, rows } = table
    return { kind: 'table', format, rowCount, mapping: guessMapping(table), head: rows.slice(0, SHOWN_ROWS) }
  }
}
