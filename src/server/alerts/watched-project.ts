import type { WatchedAction, WatchedMilestone, WatchedProject, WatchedTask } from '@/domain/alerts/alert'
import { addWeeks, mondayOf, weekOf } from '@/domain/calendar/days'
import type { LoadAssignment, LoadEstimate, LoadTask } from '@/domain/load/commitment'
import { wbsTree, type TotalLike } from '@/domain/progress/wbs'
import { leaveByDay, type AbsenceLike } from '@/domain/timesheet/absences'
import type { Task } from '@/schema/task'
import { FULL_TIME } from '@/schema/user'
import type { CollectionName } from '@/schema/collections'
import { rowJson } from '../database/columns'
import { textOf } from '../database/query'
import { list } from '../reminders/candidates'

/** A member with what the rules need of them. */
interface Member {
  user: string
  name: string
  weekPattern: number[] | null
  zone: string
  allocation: number
  sheets: { week: string; state: 'open' | 'submitted' }[]
  absences: AbsenceLike[]
}

/** What the server knows of a project under way: totals that triggers keep, never the time behind them. */
export interface KnownProject {
  isUnderWay: boolean
  watched: WatchedProject
  members: readonly Member[]
  tasks: readonly LoadTask[]
  assignments: readonly LoadAssignment[]
  estimates: readonly LoadEstimate[]
  /** Of those who never estimated: what they have spent, by `task|user`. */
  spent: ReadonlyMap<string, number>
}

/** How many weeks of sheets and of leave are read. */
const WEEKS_BACK = 3
const WEEKS_AHEAD = 8

export function knownProject(db: pb.Db, id: string, today: string): KnownProject {
  const rows = <R>(coll: CollectionName, where = '') => rowsOf<R>(db, coll, `t.project = {:project} ${where}`, id)
  const project = JSON.parse(
    textOf(db, `SELECT ${rowJson('projects', 't', 'server')} AS value FROM projects t WHERE t.id = {:project}`, {
      project: id,
    }),
  ) as { name: string; starts_on: string; state: string }
  const tasks = rows<Task>('tasks')
  const totals = rows<TotalLike & { id: string }>('task_totals')
  const members = membersOf(db, id, today)
  return {
    isUnderWay: project.state === 'active',
    watched: {
      id,
      name: project.name,
      startedOn: project.starts_on,
      milestones: milestonesOf(tasks, rows('milestone_moves')),
      roots: wbsTree<WatchedTask & Task>(tasks, new Map(totals.map((total) => [total.id, total]))),
      actions: actionsOf(rows('actions', "AND t.state = 'open' AND t.due <> ''"), risksOf(db, id)),
      members: members.map(({ user, weekPattern, zone, allocation, sheets, absences }) => ({
        user,
        pattern: { weekPattern: weekPattern ?? FULL_TIME, zone, leave: leaveByDay(absences) },
        allocation,
        sheets: new Map(sheets.map(({ week, state }) => [week, state])),
      })),
    },
    members,
    tasks,
    assignments: rows('assignments'),
    estimates: rows('remaining_estimates', LATEST),
    spent: spentOf(db, id),
  }
}

/** Nobody's word is left out, and only the one that holds is read. */
const LATEST = `AND NOT EXISTS (SELECT 1 FROM remaining_estimates l
  WHERE l.task = t.task AND l.user = t.user AND (l.day, l.rank) > (t.day, t.rank))`

function rowsOf<R>(db: pb.Db, coll: CollectionName, where: string, project: string): R[] {
  const sql = `SELECT json_group_array(json(${rowJson(coll, 't', 'server')}) ORDER BY t.id) AS value FROM ${coll} t WHERE ${where}`
  return JSON.parse(textOf(db, sql, { project })) as R[]
}

function milestonesOf(
  tasks: readonly Task[],
  moves: readonly (WatchedMilestone['moves'][number] & { task: string })[],
): WatchedMilestone[] {
  return tasks
    .filter((task) => task.kind === 'milestone')
    .map((task) => ({ ...task, moves: moves.filter((move) => move.task === task.id) }))
}

/** What the triage took for a risk or an issue, by id. */
function risksOf(db: pb.Db, project: string): Map<string, string> {
  const sql = `SELECT json_group_array(json_object('id', id, 'name', sentence)) AS value FROM flags
    WHERE project = {:project} AND state IN ('risk', 'issue')`
  const flags = JSON.parse(textOf(db, sql, { project })) as { id: string; name: string }[]
  return new Map(flags.map(({ id, name }) => [id, name]))
}

function actionsOf(
  rows: readonly (Omit<WatchedAction, 'risk'> & { flag: string })[],
  risks: ReadonlyMap<string, string>,
): WatchedAction[] {
  return rows.map((row) => {
    const name = risks.get(row.flag)
    return { ...row, risk: name === undefined ? null : { id: row.flag, name } }
  })
}

function membersOf(db: pb.Db, project: string, today: string): Member[] {
  const sheets = `SELECT json_object('week', week, 'state', state) AS value FROM week_sheets
    WHERE user = u.id AND week >= {:since}
    UNION ALL SELECT json_object('week', min(week), 'state', 'open') FROM week_sheets WHERE user = u.id AND week < {:since}
      HAVING min(week) IS NOT NULL`
  const absences = `SELECT json_object('user', user, 'day', day, 'kind', kind, 'effort', effort) AS value FROM absences
    WHERE user = u.id AND day BETWEEN {:first} AND {:last}`
  const sql = `SELECT json_group_array(json_object('user', u.id, 'name', u.name,
      'weekPattern', iif(json_valid(u.week_pattern), json(u.week_pattern), json('null')),
      'zone', coalesce(nullif(u.holiday_zone, ''), nullif((SELECT holiday_zone FROM settings), ''), 'metropole'),
      'allocation', m.allocation, 'sheets', ${list(sheets)}, 'absences', ${list(absences)}) ORDER BY u.id) AS value
    FROM memberships m JOIN users u ON u.id = m.user WHERE m.project = {:project} AND m.role <> 'sponsor'`
  const since = addWeeks(weekOf(today), -WEEKS_BACK)
  const window = { since, first: mondayOf(since), last: mondayOf(addWeeks(weekOf(today), WEEKS_AHEAD)) }
  return JSON.parse(textOf(db, sql, { project, ...window })) as Member[]
}

/** What those have spent who are planned on an open task and never said what remains: by the index of the task. */
function spentOf(db: pb.Db, project: string): Map<string, number> {
  const sql = `SELECT json_group_array(json_array(a.task || '|' || a.user,
      (SELECT coalesce(sum(effort), 0) FROM time_entries e WHERE e.user = a.user AND e.task = a.task))) AS value
    FROM assignments a JOIN tasks k ON k.id = a.task AND k.state = 'open'
    WHERE a.project = {:project} AND a.user <> ''
      AND NOT EXISTS (SELECT 1 FROM remaining_estimates r WHERE r.task = a.task AND r.user = a.user)`
  return new Map(JSON.parse(textOf(db, sql, { project })) as [string, number][])
}
