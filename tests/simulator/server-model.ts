import type { PullRequest, PullResponse, PulledRow, PulledScope, PushRequest } from '@/schema/sync-wire'
import type { PushResponse, ReceiptsResponse, SnapshotRequest, SnapshotResponse } from '@/schema/sync-wire'
import type { PhotoUpload } from '@/sync/ports'
import { judgeOp, TOO_MANY, UNREADABLE } from './server-rules'
import { cutFor, depthOf, EMPTY, logKey, placesOf, roleIn, rowKey, withRows } from './server-state'
import type { Row, ServerState } from './server-state'

/** Deliberate mistakes of a server. Only the tests that prove the simulator's eyesight switch one on. */
export interface ServerMistakes {
  noReceipts?: boolean
  noBaseCheck?: boolean
  seqAfterRows?: boolean
  timestampCursor?: boolean
  forgetsTombstones?: boolean
}

interface Boot {
  id: string
  start: number
  /** How many commits there were. */
  commits: number
}

/** The server as sync.md says it: one transaction at a time, receipts, a log of places, boots, and power loss. */
export class ServerModel {
  state: ServerState = EMPTY
  /** What this build of the server speaks. An upgrade is not undone by a power loss; its migration runs again. */
  version = 1
  private boots: Boot[] = [{ id: 'boot0', start: 0, commits: 0 }]
  private starts = 0

  constructor(private readonly mistakes: ServerMistakes = {}) {}

  get boot(): string {
    return this.boots.at(-1)?.id ?? ''
  }

  /** An administrator's change: no rules, the triggers log it all the same. */
  admin(change: (rows: Map<string, Row>) => void): void {
    const rows = new Map(this.state.rows)
    change(rows)
    this.commit(withRows(this.state, rows))
  }

  /** The process restarts; `lost` commits never reached the disk. */
  restart(lost: number): void {
    for (let count = 0; count < lost; count++) this.state = this.state.previous ?? this.state
    // The list of starts lies in the same database: what was written after the point of return is gone too.
    const commits = depthOf(this.state)
    this.boots = this.boots.filter((boot) => boot.commits <= commits)
    this.boots.push({ id: `boot${++this.starts}`, start: this.state.seq, commits })
    this.migrate()
  }

  /** The next version is deployed: a new column with a default, which no trigger sees. */
  upgrade(): void {
    this.version = 2
    this.restart(0)
  }

  private migrate(): void {
    if (this.version < 2) return
    const rows = new Map<string, Row>()
    for (const [key, row] of this.state.rows)
      rows.set(key, key.startsWith('time_entries/') && !('place' in row) ? { ...row, place: '' } : row)
    this.state = { ...this.state, rows }
  }

  push(user: string, request: PushRequest): PushResponse | 'refused' {
    const known = this.state.receipts.get(request.batch)
    // Word for word, the boot of then included.
    if (known && !this.mistakes.noReceipts) return known
    if (request.ops.length > TOO_MANY) return 'refused'
    if (request.ops.some((op) => op.fields['comment'] === UNREADABLE)) return 'refused'
    let next = this.state
    const results = request.ops.map((op) => {
      const verdict = judgeOp(next, user, op, { checkBase: !this.mistakes.noBaseCheck, version: this.version })
      if (!verdict.rows) return verdict.result
      const replaced = next.rows.get(rowKey(op.coll, op.id)) ?? null
      const applied = {
        user,
        device: request.device,
        coll: op.coll,
        id: op.id,
        kind: op.op,
        fields: op.fields,
        base: op.base,
        replaced,
      }
      next = { ...withRows(next, verdict.rows), applied: [...next.applied, applied] }
      return verdict.result
    })
    const response = { batch: request.batch, boot: this.boot, seq: next.seq, results }
    this.commit({ ...next, receipts: new Map(next.receipts).set(request.batch, response) })
    return response
  }

  pull(user: string, request: PullRequest): PullResponse {
    return { boot: this.boot, scopes: request.scopes.map((asked) => this.pullScope(user, request, asked)) }
  }

  private pullScope(user: string, request: PullRequest, asked: { scope: string; since: number }): PulledScope {
    const { scope, since } = asked
    const role = roleIn(this.state.rows, user, scope)
    if (role === null) return { kind: 'gone', scope }
    if (this.mustReset(request.boot, since)) return { kind: 'reset', scope }
    const places = [...this.state.log]
      .filter(([key, seq]) => key.startsWith(`${scope}/`) && seq > since)
      .sort((one, other) => one[1] - other[1])
    const page = places.slice(0, request.limit)
    const more = page.length < places.length
    const seq = more ? (page.at(-1)?.[1] ?? since) : this.state.seq
    const rows = page.map(([key]) => this.place(role, key))
    const told = this.mistakes.forgetsTombstones ? rows.filter((row) => row.row !== null) : rows
    // The classic mistake: "everything until now", while a commit stamped earlier is still on its way.
    const ahead = this.mistakes.timestampCursor && rows.length > 0 ? 1 : 0
    return { kind: 'changes', scope, role, seq: seq + ahead, more, rows: told }
  }

  private mustReset(boot: string, since: number): boolean {
    const at = this.boots.findIndex((known) => known.id === boot)
    if (at < 0) return true
    return this.boots.slice(at + 1).some((later) => since > later.start)
  }

  private place(role: string, key: string): PulledRow {
    const [scope = '', coll = '', part = '', id = ''] = key.split('/')
    const row = this.state.rows.get(rowKey(coll, id))
    const here = row && placesOf(this.state.rows, coll, row).some((at) => at.scope === scope && at.part === part)
    return { coll, part, id, row: here && row ? cutFor(role, coll, row) : null }
  }

  snapshot(user: string, request: SnapshotRequest): SnapshotResponse {
    const role = roleIn(this.state.rows, user, request.scope)
    if (role === null) return { gone: true }
    // The classic mistake: rows read first, then a commit of somebody else, then the number.
    const raced = this.mistakes.seqAfterRows && this.state.previous?.previous
    const read = raced ? (this.state.previous ?? this.state) : this.state
    const all = [...this.visible(user, request.scope, read.rows)].sort(([one], [other]) => (one < other ? -1 : 1))
    const page = all.filter(([key]) => key > request.after).slice(0, request.limit)
    const last = page.at(-1)?.[0] ?? ''
    const more = all.some(([key]) => key > last) && page.length > 0
    return { boot: this.boot, role, seq: this.state.seq, rows: page.map(([, row]) => row), next: more ? last : null }
  }

  receipts(batches: string[]): ReceiptsResponse {
    return { boot: this.boot, known: batches.filter((batch) => this.state.receipts.has(batch)) }
  }

  photo(user: string, photo: PhotoUpload): 'known' | 'new' | { code: string } {
    const { id, project, flag, sha256 } = photo
    const flagRow = this.state.rows.get(rowKey('flags', flag))
    if (roleIn(this.state.rows, user, project) === null) return { code: 'not-a-member' }
    if (!flagRow) return { code: 'unknown-flag' }
    if (this.state.photos.has(id)) return this.state.photos.get(id) === sha256 ? 'known' : { code: 'invalid' }
    const rows = new Map(this.state.rows)
    rows.set(rowKey('attachments', id), { id, project, flag, sha256, author: user, file: `${id}.jpg` })
    this.commit({ ...withRows(this.state, rows), photos: new Map(this.state.photos).set(id, sha256) })
    return 'new'
  }

  /** What this person may read of a scope, by place. The laws compare the devices' copies with it. */
  visible(user: string, scope: string, rows = this.state.rows): Map<string, PulledRow> {
    const found = new Map<string, PulledRow>()
    const role = roleIn(rows, user, scope)
    if (role === null) return found
    for (const [key, row] of rows) {
      const [coll = '', id = ''] = key.split('/')
      const cut = cutFor(role, coll, row)
      if (!cut) continue
      for (const at of placesOf(rows, coll, row))
        if (at.scope === scope) found.set(logKey(scope, coll, at.part, id), { coll, part: at.part, id, row: cut })
    }
    return found
  }

  private commit(next: ServerState): void {
    this.state = { ...next, previous: this.state }
  }
}
