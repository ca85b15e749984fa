import { snapshotRequest, type SnapshotRequest } from '@/schema/sync-wire'
import type { Standing } from '@/domain/access/reader'
import type { CollectionName } from '@/schema/collections'
import { textOf } from '../database/query'
import { standingOf } from '../database/standing'
import { answer, answerJson, readBody, refuse, signedIn } from '../web/answers'
import { currentBoot, currentSeq } from './boot'
import { currentRow, logFilter, readable, TRAVELLING } from './log-rows'

/** Small collections first, so that the first page already serves; time entries last, newest month first. */
const LAST: readonly CollectionName[] = ['time_entries']

/** Where a page ended: the place of its last row. */
interface Place {
  coll: string
  part: string
  rec: string
}

/** POST /api/sync/snapshot: the first copy of a scope, page after page. */
export function snapshot(e: pb.Request): void {
  const request = readBody(e, snapshotRequest)
  if (!request) return refuse(e, 400, 'bad-request')
  const user = signedIn(e).id
  const db = $app.db()
  const standing = standingOf(db, user, request.scope)
  if (standing === null) return answer(e, { gone: true })
  const boot = currentBoot($app)
  const seq = currentSeq(db)
  const page = readPage(db, user, standing, request)
  const head = JSON.stringify({ boot, role: standing, seq, next: page.next }).slice(0, -1)
  return answerJson(e, `${head},"rows":[${page.rows.join(',')}]}`)
}

function readPage(db: pb.Db, user: string, standing: Standing, request: SnapshotRequest) {
  const order = [
    ...readable(standing).filter((coll) => !LAST.includes(coll)),
    ...LAST.filter((coll) => readable(standing).includes(coll)),
  ]
  const after = placeIn(request.after)
  const start = after
    ? Math.max(
        0,
        order.findIndex((coll) => coll === after.coll),
      )
    : 0
  const rows: string[] = []
  let room = request.limit
  for (const coll of order.slice(start)) {
    const from = after && after.coll === coll ? after : null
    const chunk = readColl(db, user, standing, request, coll, from, room)
    if (chunk.rows !== '') rows.push(chunk.rows)
    room -= chunk.count
    if (room <= 0) return { rows, next: chunk.last }
  }
  return { rows, next: null }
}

function readColl(
  db: pb.Db,
  user: string,
  standing: Standing,
  request: SnapshotRequest,
  coll: CollectionName,
  from: Place | null,
  room: number,
) {
  const monthsBack = coll === 'time_entries' && request.from !== '' ? 'AND l.part >= {:from}' : ''
  const beyond = from ? 'AND (l.part, l.rec) < ({:part}, {:rec})' : ''
  const page = `SELECT l.coll, l.part, l.rec, ${currentRow(standing, [coll])} AS row FROM sync_log l
    WHERE l.scope = {:scope} AND l.coll = '${coll}' ${monthsBack} ${beyond} AND ${logFilter(standing)}
    ORDER BY l.part DESC, l.rec DESC LIMIT {:room}`
  // How many, the place of the last one, then the rows that are still there.
  const sql = `SELECT count(*) || char(10) || coalesce(min(part || char(9) || rec), '') || char(10) ||
    coalesce(group_concat(CASE WHEN row IS NOT NULL THEN ${TRAVELLING} END), '') AS value FROM (${page})`
  const parameters = {
    scope: request.scope,
    me: user,
    room,
    from: request.from,
    part: from?.part ?? '',
    rec: from?.rec ?? '',
  }
  const [count = '0', place = '', ...lines] = textOf(db, sql, parameters).split('\n')
  const [part = '', rec = ''] = place.split('\t')
  return { count: Number(count), last: [coll, part, rec].join('~'), rows: lines.join('\n') }
}

/** Reads back what `next` said. A text that we did not write starts from the beginning. */
function placeIn(after: string): Place | null {
  const [coll = '', part = '', rec = ''] = after.split('~')
  return rec === '' ? null : { coll, part, rec }
}
