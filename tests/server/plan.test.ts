import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDependency, anId, aTask } from '@tests/builders/records'
import { aServer, type Server } from './a-server'
import {
  anOp,
  aWorld,
  createOp,
  MILESTONE,
  P,
  PHASE,
  push,
  pushOne,
  put,
  stored,
  TASK,
  TASK_Q,
  type World,
} from './a-world'

/** Links between tasks on the real server: what can't be sequenced is not kept. */

let server: Server
let world: World
beforeAll(async () => {
  server = await aServer()
  world = await aWorld(server)
})
afterAll(() => server.stop())

const link = (predecessor: string, successor: string) =>
  pushOne(
    server,
    world.people.pmo.token,
    createOp('dependencies', aDependency({ project: P, predecessor, successor }), P),
  )

async function tasks(...names: string[]): Promise<string[]> {
  const ids = names.map((name) => anId(name))
  for (const id of ids) await put(server, 'tasks', aTask({ id, project: P }))
  return ids
}

test('threat 56: a ring of links is refused, however long, whole or through a phase', async () => {
  const [a, b, c] = (await tasks('ring a', 'ring b', 'ring c')) as [string, string, string]
  expect(await link(a, b)).toBe(1)
  expect(await link(b, c)).toBe(1)
  expect(await link(c, a)).toEqual({ e: 'invalid', code: 'link-cycle', field: 'successor' })
  expect(await link(b, a)).toEqual({ e: 'invalid', code: 'link-cycle', field: 'successor' })

  const phase = anId('a phase')
  await put(server, 'tasks', aTask({ id: phase, project: P, kind: 'phase' }))
  const inside = anId('inside the phase')
  await put(server, 'tasks', aTask({ id: inside, project: P, parent: phase }))
  const [outside] = (await tasks('outside')) as [string]
  expect(await link(outside, phase)).toBe(1)
  expect(await link(inside, outside)).toEqual({ e: 'invalid', code: 'link-cycle', field: 'successor' })
})

test('threat 56: a task is linked neither to itself, nor to what contains it, nor to another project', async () => {
  expect(await link(TASK, TASK)).toMatchObject({ e: 'invalid' })
  expect(await link(PHASE, TASK)).toEqual({ e: 'invalid', code: 'link-own', field: 'successor' })
  expect(await link(TASK, PHASE)).toEqual({ e: 'invalid', code: 'link-own', field: 'successor' })
  expect(await link(TASK, TASK_Q)).toEqual({ e: 'invalid', code: 'unknown-task', field: 'successor' })
})

test('a link made by two people at once is one record', async () => {
  const [a, b] = (await tasks('twice a', 'twice b')) as [string, string]
  expect(await link(a, b)).toBe(1)
  expect(await link(a, b)).toMatchObject({ e: 'exists' })
})

test('a task that goes takes its links along, its baseline stays', async () => {
  const [a, b] = (await tasks('goes', 'stays')) as [string, string]
  await link(a, b)
  const { id } = aDependency({ project: P, predecessor: a, successor: b })
  const { token } = world.people.pmo
  expect(await pushOne(server, token, anOp({ op: 'delete', coll: 'tasks', id: a, scope: P }))).toBe(1)
  expect(await stored(server, 'dependencies', id)).toBe(null)
})

test('moves are of milestones', async () => {
  const { pmo } = world.people
  const move = (task: string) =>
    createOp(
      'milestone_moves',
      {
        id: anId(`move ${task}`),
        project: P,
        task,
        day: '2026-11-20',
        forecast_on: '2026-12-20',
        reason: '',
        author: pmo.id,
        rank: 1,
      },
      P,
    )
  const { results } = await push(server, pmo.token, [move(MILESTONE), move(TASK)])
  expect(results).toEqual([1, { e: 'invalid', code: 'unknown-task', field: 'task' }])
})
