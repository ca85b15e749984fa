import type { Standing } from '@/domain/access/reader'
import type { Writer } from '@/domain/access/writing'
import { SETTINGS_ID } from '@/schema/settings'
import { insertEntries } from '../database/insert-entries'
import type { WireOp } from '@/schema/sync-wire'
import { textOf } from '../database/query'
import { readRow, type Row } from '../database/row'
import { standingOf } from '../database/standing'

/** What the operations of one batch share: the transaction, who sends, and what was already looked up. */
export class Batch {
  readonly today = new Date().toISOString().slice(0, 10)
  private readonly standings = new Map<string, Standing | null>()
  private known: Row | null = null
  /** New time entries, checked, written together: a phone sends hundreds at a time. */
  private readonly newEntries = new Map<string, Row>()
  private readonly answers = new Map<string, unknown>()

  constructor(
    readonly tx: pb.App,
    readonly userId: string,
    readonly office: boolean,
    private readonly ops: readonly WireOp[],
  ) {}

  get db(): pb.Db {
    return this.tx.db()
  }

  writer(scope: string): Writer {
    return { userId: this.userId, office: this.office, standing: this.standing(scope) }
  }

  standing(scope: string): Standing | null {
    const found = this.standings.get(scope)
    if (found !== undefined) return found
    const standing = standingOf(this.db, this.userId, scope)
    this.standings.set(scope, standing)
    return standing
  }

  /** Asked once, as long as nothing but new time entries is written meanwhile. */
  once<T>(question: string, answer: () => T): T {
    if (!this.answers.has(question)) this.answers.set(question, answer())
    return this.answers.get(question) as T
  }

  /** Whether a time entry of this batch is in the database already: one question for all of them. */
  isKnownEntry(id: string): boolean {
    return this.once('known entries', () => new Set(this.knownEntries())).has(id)
  }

  private knownEntries(): string[] {
    const ids = this.ops.filter((op) => op.coll === 'time_entries').map((op) => op.id)
    const sql = `SELECT json_group_array(t.id) AS value FROM json_each({:ids}) asked JOIN time_entries t ON t.id = asked.value`
    return JSON.parse(textOf(this.db, sql, { ids: JSON.stringify(ids) })) as string[]
  }

  keepEntry(row: Row): void {
    this.newEntries.set(String(row['id']), row)
  }

  isNewEntry(id: string): boolean {
    return this.newEntries.has(id)
  }

  /** Before anything reads or changes what the new entries are part of, and at the end. */
  writeEntries(): void {
    if (this.newEntries.size) insertEntries(this.db, [...this.newEntries.values()], { signed: true })
    this.newEntries.clear()
    this.answers.clear()
  }

  /** Memberships changed within the batch: look again. */
  forgetStandings(): void {
    this.standings.clear()
  }

  setting(name: string): number {
    this.known ??= readRow(this.db, 'settings', SETTINGS_ID) ?? {}
    return Number(this.known[name] ?? 0)
  }
}
