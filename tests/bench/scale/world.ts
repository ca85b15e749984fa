import { addDays, weekday } from '@/domain/calendar/days'

/**
 * An organisation of a size, as SQL: 200 projects, 500 people, 9,600 lines of plan, and as many years of half days as it takes.
 * Two sizes differ in their history alone. Entries are written by plain inserts with every trigger in its place, so that totals
 * are the triggers' own; `CHECKS` compares them with the sums all the same.
 */

export const PROJECTS = 200
export const PEOPLE = 500
const TASKS = 40
/** Half a day on each of two projects. */
const A_DAY = PEOPLE * 2
const DAYS_AT_ONCE = 50

export interface Step {
  sql: string
  json?: unknown
}

export const projectId = (at: number) => `p${String(at).padStart(14, '0')}`
export const personId = (at: number) => `u${String(at).padStart(14, '0')}`
export const taskId = (project: number, at: number) =>
  `t${String(project).padStart(6, '0')}${String(at).padStart(8, '0')}`
/** Where a person works, and on which task of it: the same sums as in the SQL. */
export const placeOf = (person: number, nth: number) => ({
  project: (person + (nth % 4) * 50) % PROJECTS,
  task: (person * 7 + Math.floor(nth / 4) * 11) % TASKS,
})

const PROJECT = (value: string) => `printf('p%014d', ${value})`
const PERSON = (value: string) => `printf('u%014d', ${value})`
const TASK = (project: string, value: string) => `printf('t%06d%08d', ${project}, ${value})`
const NOW = `strftime('%Y-%m-%d %H:%M:%fZ')`

/** Names of numbers from 0, as a table. */
const upTo = (count: number, name: string) =>
  `(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1}) SELECT i AS ${name} FROM n)`

/** The last working days before a day, the oldest first. */
export function workingDays(before: string, count: number): string[] {
  const days: string[] = []
  for (let day = addDays(before, -1); days.length < count; day = addDays(day, -1))
    if (weekday(day) < 6) days.unshift(day)
  return days
}

/** What stands before anybody gave time. `pmo` leads all of it. */
export function world(pmo: string, startsOn: string): Step[] {
  const insert = (table: string, columns: { [name: string]: string }, from: string): Step => ({
    sql: `INSERT INTO ${table} (${Object.keys(columns).join(', ')}, created, updated)
      SELECT ${Object.values(columns).join(', ')}, ${NOW}, ${NOW} FROM ${from}`,
  })
  const project = PROJECT('p')
  return [
    insert(
      'users',
      {
        id: PERSON('u'),
        name: `'Person ' || u`,
        email: `'person' || u || '@bench.example'`,
        tokenKey: 'hex(randomblob(25))',
        password: `''`,
        verified: '1',
        week_pattern: `'[1000,1000,1000,1000,1000,0,0]'`,
      },
      upTo(PEOPLE, 'u'),
    ),
    insert(
      'projects',
      {
        id: project,
        code: `printf('P-%03d', p)`,
        name: `'Project ' || p`,
        programme: `'Programme ' || (p % 8)`,
        state: `'active'`,
        starts_on: `'${startsOn}'`,
      },
      upTo(PROJECTS, 'p'),
    ),
    insert(
      'tasks',
      {
        id: TASK('p', 'k'),
        project,
        parent: `iif(k < ${TASKS}, ${TASK('p', `${TASKS} + k / 10`)}, '')`,
        kind: `iif(k < ${TASKS}, 'task', iif(k < ${TASKS + 4}, 'phase', 'milestone'))`,
        state: `'open'`,
        name: `'Line ' || k`,
        position: 'k + 1',
        original_effort: `iif(k < ${TASKS}, 30000, 0)`,
        baseline_on: `iif(k < ${TASKS + 4}, '', date('${startsOn}', '+' || (k * 30) || ' days'))`,
        forecast_on: `iif(k < ${TASKS + 4}, '', date('${startsOn}', '+' || (k * 30 + 9) || ' days'))`,
        physical_progress: `'null'`,
      },
      `${upTo(PROJECTS, 'p')}, ${upTo(TASKS + 8, 'k')}`,
    ),
    insert(
      'rates',
      {
        id: `printf('r%014d', p)`,
        project,
        profile: `'Engineer'`,
        starts_on: `'${startsOn}'`,
        daily_rate: '55000 + p * 100',
      },
      upTo(PROJECTS, 'p'),
    ),
    insert(
      'memberships',
      {
        id: `printf('m%06d%08d', (u + j * 50) % ${PROJECTS}, u)`,
        project: PROJECT(`(u + j * 50) % ${PROJECTS}`),
        user: PERSON('u'),
        role: `iif(u < 20 AND j = 0, 'manager', 'contributor')`,
        allocation: '250',
        profile: `'Engineer'`,
      },
      `${upTo(PEOPLE, 'u')}, ${upTo(4, 'j')}`,
    ),
    insert(
      'memberships',
      { id: `printf('n%014d', p)`, project, user: `'${pmo}'`, role: `'pmo'`, allocation: '0', profile: `''` },
      upTo(PROJECTS, 'p'),
    ),
    insert(
      'assignments',
      {
        id: `printf('a%06d%08d', u, j * 100 + i)`,
        project: PROJECT(`(u + j * 50) % ${PROJECTS}`),
        task: TASK(`(u + j * 50) % ${PROJECTS}`, `(u * 7 + i * 11) % ${TASKS}`),
        user: PERSON('u'),
        effort: '15000',
      },
      `${upTo(PEOPLE, 'u')}, ${upTo(4, 'j')}, ${upTo(8, 'i')}`,
    ),
  ]
}

/** Half days of everybody on all these days, in parts that one transaction takes well. */
export function history(days: readonly string[]): Step[] {
  const project = `(u + ((2 * d + s) % 4) * 50) % ${PROJECTS}`
  const task = TASK(project, `(u * 7 + (d * 8 / ${days.length}) * 11) % ${TASKS}`)
  const sql = `INSERT INTO time_entries (id, project, task, user, day, effort, comment, author, created, updated)
    SELECT 'e' || substr(lower(hex(randomblob(7))), 1, 14), ${PROJECT(project)}, ${task}, ${PERSON('u')}, day, 500, '', ${PERSON('u')}, ${NOW}, ${NOW}
    FROM (SELECT value ->> '$.d' AS d, value ->> '$.day' AS day FROM json_each({:json})), ${upTo(PEOPLE, 'u')}, ${upTo(2, 's')}`
  const numbered = days.map((day, d) => ({ d, day }))
  return Array.from({ length: Math.ceil(days.length / DAYS_AT_ONCE) }, (_, part) => ({
    sql,
    json: numbered.slice(part * DAYS_AT_ONCE, (part + 1) * DAYS_AT_ONCE),
  }))
}

/** One word on what remains for every ten half days, one at least; every other task with φ. */
export function words(days: readonly string[]): Step[] {
  const perPair = Math.max(1, Math.round((days.length * A_DAY) / (PEOPLE * 32) / 10))
  const said = Array.from({ length: perPair }, (_, at) => days[Math.floor(((at + 1) * days.length) / perPair) - 1])
  return [
    {
      sql: `INSERT INTO remaining_estimates (id, project, task, user, day, remaining, progress, rank, created, updated)
        SELECT 'w' || substr(lower(hex(randomblob(7))), 1, 14), a.project, a.task, a.user, w.value, 4000 - w.key * 200,
          iif(substr(a.task, -1) IN ('0', '2', '4', '6', '8'), 100 + w.key * 100, 'null'), 0, ${NOW}, ${NOW}
        FROM json_each({:json}) w, assignments a`,
      json: said,
    },
  ]
}

/** A closing a month of every project, until two weeks ago: C as it was; what remained as of now. */
export function closings(days: readonly string[], before: string, author: string): Step[] {
  const limit = addDays(before, -14)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
    .map((month) => addDays(`${nextMonth(month)}-01`, -1))
    .filter((end) => end < limit)
  return [
    { sql: 'CREATE TABLE bench_sums (task TEXT, month TEXT, effort INTEGER, PRIMARY KEY (task, month)) WITHOUT ROWID' },
    { sql: 'INSERT INTO bench_sums SELECT task, substr(day, 1, 7), sum(effort) FROM time_entries GROUP BY 1, 2' },
    {
      sql: `INSERT INTO closing_items (id, project, closing, task, parent, kind, name, position, state, original, changes,
          actuals, remaining, progress, late, confirmed_on, baseline_on, forecast_on, actual_on, imposed_on, cost, created, updated)
        SELECT 'i' || substr(lower(hex(randomblob(7))), 1, 14), t.project, 'c' || substr(t.project, 10, 6) || printf('%08d', m.key),
          t.id, t.parent, t.kind, t.name, t.position, 'open', t.original_effort, 0,
          coalesce((SELECT sum(s.effort) FROM bench_sums s WHERE s.task = t.id AND s.month <= substr(m.value, 1, 7)), 0),
          k.remaining, 'null', 0, '', t.baseline_on, t.forecast_on, '', '', 'null', ${NOW}, ${NOW}
        FROM json_each({:json}) m, tasks t JOIN task_totals k ON k.id = t.id`,
      json: months,
    },
    {
      sql: `INSERT INTO closings (id, project, through, rank, previous, author, closed_at, note, state, original, changes, actuals,
          remaining, progress, late, expected, entered, open_risks, open_actions, overdue_actions, cost, created, updated)
        SELECT i.closing, i.project, m.value, m.key + 1,
          iif(m.key = 0, '', 'c' || substr(i.project, 10, 6) || printf('%08d', m.key - 1)), '${author}',
          strftime('%s', m.value) * 1000, '', 'closed', sum(i.original), 0, sum(i.actuals), sum(i.remaining), 'null', 0, 100000, 100000,
          0, 0, 0, 'null', ${NOW}, ${NOW}
        FROM json_each({:json}) m JOIN closing_items i ON substr(i.closing, 8) = printf('%08d', m.key) GROUP BY i.closing`,
      json: months,
    },
    { sql: `UPDATE projects SET closed_through = '${months.at(-1) ?? ''}'` },
    { sql: 'DROP TABLE bench_sums' },
  ]
}

const nextMonth = (month: string) => addDays(`${month}-28`, 5).slice(0, 7)

/** What the triggers kept against the sums of what was written: a difference ends the benchmark. */
export const CHECKS: Step[] = [
  { sql: 'CREATE TABLE bench_check (what TEXT, differing INTEGER CHECK (differing = 0))' },
  {
    sql: `INSERT INTO bench_check SELECT 'task_totals', count(*) FROM task_totals k
      LEFT JOIN (SELECT task, sum(effort) AS effort, max(day) AS day FROM time_entries GROUP BY task) e ON e.task = k.id
      WHERE k.actuals <> coalesce(e.effort, 0) OR k.last_day <> coalesce(e.day, '')`,
  },
  {
    sql: `INSERT INTO bench_check SELECT 'project_weeks',
      abs((SELECT sum(effort) FROM project_weeks) - (SELECT sum(effort) FROM time_entries)) +
      abs((SELECT count(*) FROM project_weeks) - (SELECT count(*) FROM (SELECT DISTINCT project, date(day, '-6 days', 'weekday 1') AS monday FROM time_entries)))`,
  },
  {
    sql: `INSERT INTO bench_check SELECT 'task_costs', count(*) FROM task_costs k JOIN task_totals t ON t.id = k.id
      JOIN rates r ON r.project = k.project WHERE k.cost <> t.actuals * r.daily_rate OR k.unpriced <> 0`,
  },
  {
    sql: `INSERT INTO bench_check SELECT 'sync_log', count(*) FROM time_entries e
      WHERE NOT EXISTS (SELECT 1 FROM sync_log l WHERE l.scope = e.project AND l.coll = 'time_entries'
        AND l.part = substr(e.day, 1, 7) || '|' || e.user AND l.rec = e.id)`,
  },
  { sql: 'DROP TABLE bench_check' },
]
