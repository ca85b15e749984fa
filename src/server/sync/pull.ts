import { pullRequest, type PullRequest } from '@/schema/sync-wire'
import type { Standing } from '@/domain/access/reader'
import { textOf } from '../database/query'
import { standingOf } from '../database/standing'
import { answerJson, readBody, refuse, signedIn } from '../web/answers'
import { currentBoot, currentSeq, mustReset } from './boot'
import { currentRow, logFilter, TRAVELLING } from './log-rows'

type Asked = PullRequest['scopes'][number]

/** POST /api/sync/pull: what changed in these scopes since the device's cursors. */
export function pull(e: pb.Request): void {
  const request = readBody(e, pullRequest)
  if (!request) return refuse(e, 400, 'bad-request')
  const user = signedIn(e).id
  const boot = currentBoot($app)
  const scopes = request.scopes.map((asked) => pulledScope($app.db(), user, request, asked))
  return answerJson(e, `{"boot":${JSON.stringify(boot)},"scopes":[${scopes.join(',')}]}`)
}

function pulledScope(db: pb.Db, user: string, request: PullRequest, asked: Asked): string {
  const standing = standingOf(db, user, asked.scope)
  if (standing === null) return JSON.stringify({ kind: 'gone', scope: asked.scope })
  if (mustReset(db, request.boot, asked.since)) return JSON.stringify({ kind: 'reset', scope: asked.scope })
  return changes(db, user, standing, asked, request.limit)
}

function changes(db: pb.Db, user: string, standing: Standing, asked: Asked, limit: number): string {
  const until = currentSeq(db)
  const page = `SELECT l.seq, l.coll, l.part, l.rec, ${currentRow(standing)} AS row FROM sync_log l
    WHERE l.scope = {:scope} AND l.seq > {:since} AND l.seq <= {:until} AND ${logFilter(standing)}
    ORDER BY l.seq LIMIT {:limit}`
  // How many, the last sequence, then the rows.
  const sql = `SELECT count(*) || ' ' || coalesce(max(seq), 0) || ' ' || coalesce(group_concat(${TRAVELLING}), '')
    AS value FROM (${page})`
  const parameters = { scope: asked.scope, since: asked.since, until, limit, me: user }
  const text = textOf(db, sql, parameters)
  const [count = '0', last = '0'] = text.split(' ', 2)
  const more = Number(count) === limit
  const head = { kind: 'changes', scope: asked.scope, role: standing, seq: more ? Number(last) : until, more }
  return `${JSON.stringify(head).slice(0, -1)},"rows":[${text.slice(count.length + last.length + 2)}]}`
}
