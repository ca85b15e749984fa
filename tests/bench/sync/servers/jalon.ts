import { HOOKS, MIGRATIONS } from '../../../e2e/harness/paths'
import { derivedId } from '../../../../src/domain/identity/derived-id'
import { projectOf, SPACES, taskOf, TASKS_PER_SPACE, teamMate, userOf } from '../rows'
import type { Entry, Space } from '../rows'
import type { Contender } from './contender'
import { addSql, ADMIN, adminToken, allRecords, aPocketBase, SETUP_TOKEN } from './pocketbase'
import { DATES, insert, insertEntries, of } from './seed-sql'

/** Jalon's server as it ships, with a project per space. Its devices sign in, and every rule applies. */
export async function jalonServer(page: string, large: Entry[]): Promise<Contender> {
  const server = await aPocketBase({ migrations: MIGRATIONS, hooks: HOOKS, page })
  await server.start()
  const account = { ...ADMIN, token: SETUP_TOKEN, organisation: 'Bench', name: 'Bench', language: 'fr' }
  await server.call('POST', '/api/jalon/setup', account)
  await server.kill()
  await addSql(server, 'seed', [...world(), ...insertEntries('time_entries', large)])
  await server.start()
  const token = await adminToken(server)
  const records = '/api/collections/time_entries/records'
  return {
    name: 'Jalon',
    url: server.url,
    tokens: Object.fromEntries(
      await Promise.all(SPACES.map(async (space) => [space, await signInAs(space)] as const)),
    ) as Contender['tokens'],
    async seed(_space, rows) {
      for (const row of rows) await server.call('POST', records, row, token)
    },
    async change(_space, rows, comment) {
      for (const { id } of rows) await server.call('PATCH', `${records}/${id}`, { comment }, token)
    },
    rows: async (space) =>
      (await allRecords(server, 'time_entries', `project = "${projectOf(space)}"`, token)) as unknown as Entry[],
    streams: /^\/api\/realtime/,
    end: () => server.end(),
  }

  async function signInAs(space: Space): Promise<string> {
    const path = `/api/collections/users/impersonate/${userOf(space)}`
    return ((await server.call('POST', path, { duration: 36_000 }, token)) as { token: string }).token
  }
}

function world() {
  const mates = Array.from({ length: 50 }, (_, at) => ({
    id: teamMate(at),
    role: 'contributor',
    project: projectOf('large'),
  }))
  const own = SPACES.map((space) => ({
    id: userOf(space),
    role: space === 'large' ? 'pmo' : 'contributor',
    project: projectOf(space),
  }))
  const people = [...mates, ...own].map(({ id, role, project }) => {
    const rest = { name: `Person ${id}`, email: `${id}@bench.example`, allocation: 1000 }
    return { ...rest, id, role, project, user: id, membership: derivedId('membership', project, id) }
  })
  const tasks = SPACES.flatMap((space) =>
    Array.from({ length: TASKS_PER_SPACE }, (_, at) => {
      const rest = { kind: 'task', state: 'open', name: `Task ${at}`, position: at, original_effort: 10_000 }
      return { ...rest, id: taskOf(space, at), project: projectOf(space) }
    }),
  )
  const projects = SPACES.map((space) => ({ id: projectOf(space), code: space, name: space, state: 'active' }))
  const secret = { tokenKey: 'hex(randomblob(25))', password: `''`, verified: '1' }
  const memberships = insert('memberships', ['project', 'user', 'role', 'allocation'], {
    ...DATES,
    id: of('membership'),
  })
  return [
    { sql: insert('users', ['id', 'name', 'email'], { ...DATES, ...secret }), json: people },
    { sql: insert('projects', ['id', 'code', 'name', 'state'], DATES), json: projects },
    { sql: memberships, json: people },
    {
      sql: insert('tasks', ['id', 'project', 'kind', 'state', 'name', 'position', 'original_effort'], DATES),
      json: tasks,
    },
  ]
}
