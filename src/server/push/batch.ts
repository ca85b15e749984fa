import type { Standing } from '@/domain/access/reader'
import type { Writer } from '@/domain/access/writing'
import { SETTINGS_ID } from '@/schema/settings'
import { readRow, type Row } from '../database/row'
import { standingOf } from '../database/standing'

/** What the operations of one batch share: the transaction, who sends, and what was already looked up. */
export class Batch {
  readonly today = new Date().toISOString().slice(0, 10)
  private readonly standings = new Map<string, Standing | null>()
  private known: Row | null = null

  constructor(
    readonly tx: pb.App,
    readonly userId: string,
    readonly office: boolean,
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

  /** Memberships changed within the batch: look again. */
  forgetStandings(): void {
    this.standings.clear()
  }

  setting(name: string): number {
    this.known ??= readRow(this.db, 'settings', SETTINGS_ID) ?? {}
    return Number(this.known[name] ?? 0)
  }
}
