import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COSTS_THROUGH } from '@/server/closing/costs'
import { ENTERED } from '@/server/closing/period'
import { ENTRIES_AFTER, LAST_WORDS_AFTER } from '@/server/closing/project-at'
import { ROLES_OF } from '@/server/database/standing'
import { LOOK } from '@/server/sync/pull'
import { aServer, type Server } from './a-server'
import { aWorld, DEVICE, P, Q, type World } from './a-world'
import { ask, planOf } from './faults/database'

/** What is asked often reads by an index and no more than it needs, however long the history grows. */

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const VALUES: { [name: string]: string } = {
  project: `'${P}'`,
  day: `'2026-11-08'`,
  through: `'2026-11-08'`,
  from: `'2026-11-02'`,
  to: `'2026-11-08'`,
  user: `'${P}'`,
  limit: '10',
  scopes: `'[]'`,
}
const asked = (sql: string) => sql.replace(/\{:(\w+)\}/g, (whole, name: string) => VALUES[name] ?? whole)

const QUESTIONS: [string, string, RegExp][] = [
  ['the entries since the closing before', ENTRIES_AFTER, /idx_time_entries_project_day \(project=\? AND day>\?\)/],
  ['what was said to remain since', LAST_WORDS_AFTER, /idx_estimates_project_day \(project=\? AND day>\?\)/],
  ['what was entered in the period', ENTERED, /idx_time_entries_project_day \(project=\? AND day>\? AND day<\?\)/],
  ['what time cost through the day', COSTS_THROUGH, /idx_time_entries_project_day \(project=\? AND day>\?\)/],
  ['which scopes have something new', LOOK, /idx_sync_log_scope \(scope=\? AND seq>\?\)/],
  ['the roles of a person', ROLES_OF, /idx_memberships_user \(user=\?\)/],
]
const GROWING = /^SCAN (time_entries|remaining_estimates|sync_log|memberships|e|l)\b/

describe('a question of every closing or pull', () => {
  test.each(QUESTIONS)('finds by an index %s', async (_name, sql, index) => {
    const steps = await planOf(server, asked(sql))
    expect(steps.join('\n')).toMatch(index)
    expect(steps.filter((step) => GROWING.test(step))).toEqual([])
  })

  test('would be told from one that reads everything', async () => {
    const steps = await planOf(server, 'SELECT sum(effort) FROM time_entries WHERE comment = 1')
    expect(steps.filter((step) => GROWING.test(step))).toHaveLength(1)
  })
})

describe('a pull of many scopes', () => {
  const pullFrom = async (boot: string, since: number) => {
    const scopes = [P, Q, 'org', `u:${world.people.anna.id}`, `u:${world.people.bruno.id}`].map((scope) => ({
      scope,
      since,
    }))
    const request = { device: DEVICE, boot, limit: 100, scopes }
    const { json } = await server.call('POST', '/api/sync/pull', request, world.people.anna.token)
    return json as { boot: string; scopes: { kind: string; role?: string }[] }
  }
  const pull = async (boot: string, since: number) =>
    (await pullFrom(boot, since)).scopes.map(({ kind, role }) => role ?? kind)

  test('answers each by its own standing: a project that is not theirs, and somebody else, are gone', async () => {
    const { boot } = await pullFrom('', 0)
    expect(await pull(boot, 0)).toEqual(['contributor', 'gone', 'everybody', 'self', 'gone'])
  })

  test('from a start that the server does not know, or beyond what a later start began with, is taken anew', async () => {
    expect(await pull('bootthatneverwas0000', 0)).toEqual(['reset', 'gone', 'reset', 'reset', 'gone'])
    const { boot: before } = await pullFrom('', 0)
    await server.kill()
    await server.start()
    const began = Number(await ask(server, 'SELECT start_seq AS value FROM sync_boots ORDER BY rowid DESC LIMIT 1'))
    expect((await pull(before, began))[0]).toBe('contributor')
    expect((await pull(before, began + 1))[0]).toBe('reset')
  })
})
