import * as v from 'valibot'
import { leads } from '@/domain/access/reader'
import { recordId } from '@/schema/brands'
import type { DeviceReport } from '@/schema/sync-wire'
import { execute, textOf } from '../database/query'
import { standingOf } from '../database/standing'
import { answerJson, readBody, refuse, signedIn } from '../web/answers'

/** A device that says the same again is written down no more often than this: pulling stays reading. */
const AGAIN_MS = 5 * 60_000
/** A device not seen for this long is no longer anybody's. */
const KNOWN_MS = 120 * 86_400_000

/** Notes that a device was here, and what waits on it. A database that can't be written to can still be read from. */
export function noteDevice(app: pb.App, user: string, device: string, report: DeviceReport): void {
  try {
    note(app, user, device, report)
  } catch (error) {
    app.logger().error('a device was not noted', 'error', String(error))
  }
}

function note(app: pb.App, user: string, device: string, report: DeviceReport): void {
  const said = { user, device, unsent: report.unsent, parked: report.parked, since: report.since ?? 0 }
  const fresh = `SELECT '1' AS value FROM sync_devices WHERE user = {:user} AND device = {:device} AND unsent = {:unsent}
    AND parked = {:parked} AND coalesce(since, 0) = {:since} AND at > {:recent}`
  const now = Date.now()
  if (textOf(app.db(), fresh, { ...said, recent: now - AGAIN_MS }) !== '') return
  writeDevice(app.nonconcurrentDB(), { ...said, at: now })
}

interface Noted extends DeviceReport {
  user: string
  device: string
  at: number
  /** 0 = nothing waits. */
  since: number
}

export function writeDevice(db: pb.Db, { user, device, at, unsent, parked, since }: Noted): void {
  const sql = `INSERT INTO sync_devices (user, device, at, unsent, parked, since)
    VALUES ({:user}, {:device}, {:at}, {:unsent}, {:parked}, nullif({:since}, 0))
    ON CONFLICT (user, device) DO UPDATE SET at = excluded.at, unsent = excluded.unsent, parked = excluded.parked,
      since = excluded.since`
  execute(db, sql, { user, device, at, unsent, parked, since })
}

export function forgetOldDevices(): void {
  execute($app.nonconcurrentDB(), 'DELETE FROM sync_devices WHERE at < {:before}', { before: Date.now() - KNOWN_MS })
}

const question = v.object({ project: v.optional(recordId) })

/**
 * POST /api/jalon/devices: for who leads a project, when each member's devices were last here and what waits on them;
 * without a project, of all the projects that one leads.
 */
export function devices(e: pb.Request): void {
  const asked = readBody(e, question)
  if (!asked) return refuse(e, 400, 'bad-request')
  const me = signedIn(e).id
  const projects = asked.project === undefined ? ledBy(me) : [asked.project].filter((project) => isLed(me, project))
  if (projects.length === 0) return refuse(e, 403, 'role')
  const sql = `SELECT json_group_array(json_object('user', user, 'at', at, 'unsent', unsent, 'parked', parked,
      'since', since)) AS value
    FROM (SELECT d.user, max(d.at) AS at, sum(d.unsent) AS unsent, sum(d.parked) AS parked, min(d.since) AS since
      FROM sync_devices d WHERE EXISTS (SELECT 1 FROM memberships m JOIN json_each({:projects}) p ON p.value = m.project
        WHERE m.user = d.user)
      GROUP BY d.user)`
  return answerJson(e, `{"members":${textOf($app.db(), sql, { projects: JSON.stringify(projects) })}}`)
}

function isLed(me: string, project: string): boolean {
  const standing = standingOf($app.db(), me, project)
  return standing !== null && leads(standing)
}

function ledBy(me: string): string[] {
  const sql = 'SELECT json_group_array(project) AS value FROM memberships WHERE user = {:me}'
  return (JSON.parse(textOf($app.db(), sql, { me })) as string[]).filter((project) => isLed(me, project))
}
