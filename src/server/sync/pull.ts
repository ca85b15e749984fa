import { pullRequest, type PullRequest } from '@/schema/sync-wire'
import type { Standing } from '@/domain/access/reader'
import { textOf } from '../database/query'
import { standingsOf } from '../database/standing'
import { answerJson, readBody, refuse, signedIn } from '../web/answers'
import { currentBoot, trustedThrough } from './boot'
import { noteDevice } from './devices'
import type { CollectionName } from '@/schema/collections'
import { currentRow, logFilter, readable, TRAVELLING } from './log-rows'

type Asked = PullRequest['scopes'][number]

/** POST /api/sync/pull: what changed in these scopes since the device's cursors. */
export function pull(e: pb.Request): void {
  const request = readBody(e, pullRequest)
  if (!request) return refuse(e, 400, 'bad-request')
  const user = signedIn(e).id
  const boot = currentBoot($app)
  if (request.report) noteDevice($app, user, request.device, request.report)
  const db = $app.db()
  const log = look(db, request)
  const of: Everything = { db, user, request, log, trusted: trustedThrough(db, request.boot) }
  const standings = standingsOf(db, user)
  const scopes = request.scopes.map((asked) => pulledScope(of, asked, standings(asked.scope)))
  return answerJson(e, `{"boot":${JSON.stringify(boot)},"scopes":[${scopes.join(',')}]}`)
}

interface Look {
  /** The newest sequence of all. */
  newest: number
  /** Scopes with something behind their cursor, and in which collections within a page. */
  busy: { [scope: string]: CollectionName[] }
}

export const LOOK = `SELECT json_object('newest', (SELECT coalesce(max(seq), 0) FROM sync_log), 'busy',
    (SELECT json_group_object(scope, json(colls)) FILTER (WHERE colls <> '[]') FROM
      (SELECT asked.value ->> 'scope' AS scope, (SELECT json_group_array(DISTINCT coll) FROM
        (SELECT l.coll FROM sync_log l WHERE l.scope = asked.value ->> 'scope' AND l.seq > asked.value ->> 'since'
          ORDER BY l.seq LIMIT {:limit})) AS colls FROM json_each({:scopes}) asked))) AS value`

/** Most scopes have nothing new: one short question for all of them, of one moment, tells which are worth the long one. */
function look(db: pb.Db, { scopes, limit }: PullRequest): Look {
  return JSON.parse(textOf(db, LOOK, { scopes: JSON.stringify(scopes), limit })) as Look
}

/** What holds for all scopes of a pull: asked once, since a question for each of some hundred scopes takes longer than the rows. */
interface Everything {
  db: pb.Db
  user: string
  request: PullRequest
  log: Look
  /** The last sequence of the device's start that can be trusted; null for an unknown start. */
  trusted: number | null
}

function pulledScope({ db, user, request, log, trusted }: Everything, asked: Asked, standing: Standing | null): string {
  if (standing === null) return JSON.stringify({ kind: 'gone', scope: asked.scope })
  if (trusted === null || asked.since > trusted) return JSON.stringify({ kind: 'reset', scope: asked.scope })
  const busy = log.busy[asked.scope]
  if (busy) return changes(db, user, standing, asked, request.limit, busy)
  return JSON.stringify({ kind: 'changes', scope: asked.scope, role: standing, seq: log.newest, more: false, rows: [] })
}

/**
 * Rows and cursor in ONE statement, so of one moment. Asked one after the other, a row that is written again in between
 * is beyond the cursor already: the copy would lack it, though its cursor says that it is there.
 */
function changes(
  db: pb.Db,
  user: string,
  standing: Standing,
  asked: Asked,
  limit: number,
  expected: readonly CollectionName[],
): string {
  const colls = readable(standing).filter((coll) => expected.includes(coll))
  const page = `SELECT l.seq, l.coll, l.part, l.rec, ${currentRow(standing, colls)} AS row FROM sync_log l
    WHERE l.scope = {:scope} AND l.seq > {:since} AND ${logFilter(standing)}
    ORDER BY l.seq LIMIT {:limit}`
  const others = `total(coll NOT IN (${colls.map((coll) => `'${coll}'`).join()}))`
  // The newest sequence of all, how many rows, the last one's sequence, how many of a collection that was not expected, then
  // the rows.
  const sql = `SELECT (SELECT coalesce(max(seq), 0) FROM sync_log) || ' ' || count(*) || ' ' ||
    coalesce(max(seq), 0) || ' ' || CAST(${others} AS INTEGER) || ' ' || coalesce(group_concat(${TRAVELLING}), '') AS value
    FROM (${page})`
  const text = textOf(db, sql, { scope: asked.scope, since: asked.since, limit, me: user })
  const [newest = '0', count = '0', last = '0', unexpected = '0'] = text.split(' ', 4)
  // Committed since the look, or further on than it went: asked again for everything.
  if (unexpected !== '0') return changes(db, user, standing, asked, limit, readable(standing))
  const more = Number(count) === limit
  const head = { kind: 'changes', scope: asked.scope, role: standing, seq: Number(more ? last : newest), more }
  const rows = text.slice([newest, count, last, unexpected, ''].join(' ').length)
  return `${JSON.stringify(head).slice(0, -1)},"rows":[${rows}]}`
}
