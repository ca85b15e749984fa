import type { Alert, Watched, WatchedLoad } from '@/domain/alerts/alert'
import { alertsOf } from '@/domain/alerts/registry'
import type { Thresholds } from '@/domain/alerts/thresholds'
import { capacityOn } from '@/domain/calendar/capacity'
import { commitmentsOf, type Commitment } from '@/domain/load/commitment'
import { loadLine, weeksFrom } from '@/domain/load/load-plan'
import { isActivity, leaveByDay } from '@/domain/timesheet/absences'
import { FULL_TIME } from '@/schema/user'
import { knownProject, type KnownProject } from './watched-project'

type Member = KnownProject['members'][number]

/** As far as the load rule looks, and the week under way. */
const WEEKS = 6

/** Alerts as of a day; each project is read once, however many people lead it. */
export function makeWatch(db: pb.Db, today: string, thresholds: Thresholds) {
  const known = new Map<string, KnownProject>()
  const projectOf = (id: string) => {
    const found = known.get(id) ?? knownProject(db, id, today)
    known.set(id, found)
    return found
  }

  /** What somebody who leads these projects is told of. */
  function alertsFor(projects: readonly string[]): Alert[] {
    const all = projects.map(projectOf)
    const underWay = all.filter((one) => one.isUnderWay).map((one) => one.watched)
    const watched: Watched = { today, projects: underWay, loads: loadsOf(all, today) }
    return alertsOf(watched, thresholds)
  }

  const nameOf = (project: string) => known.get(project)?.watched.name ?? ''
  return { alertsFor, nameOf }
}

/** The same load as on the screen: over all of these projects, and no other. */
function loadsOf(projects: readonly KnownProject[], today: string): WatchedLoad[] {
  const members = new Map(projects.flatMap((one) => one.members.map((member) => [member.user, member] as const)))
  const work = new Map<string, Commitment[]>()
  for (const project of projects)
    for (const one of commitmentsIn(project)) work.set(one.user, [...(work.get(one.user) ?? []), one])
  const weeks = weeksFrom(today, WEEKS)
  return [...members.values()].map((member) => {
    const at = { today, weeks, capacityOf: capacityOf(member), isKnown: true }
    return { user: member.user, name: member.name, cells: loadLine(member.user, work.get(member.user) ?? [], at).cells }
  })
}

const commitmentsIn = ({ tasks, assignments, estimates, spent }: KnownProject) =>
  commitmentsOf({ tasks, assignments, estimates, spent: (task, user) => spent.get(`${task}|${user}`) ?? 0 })

/** What is given to no project is not there for projects. Days are asked for once a task. */
function capacityOf({ weekPattern, zone, absences }: Member): (day: string) => number {
  const pattern = { weekPattern: weekPattern ?? FULL_TIME, zone, leave: leaveByDay(absences) }
  const elsewhere = new Map<string, number>()
  for (const { kind, day, effort } of absences)
    if (isActivity(kind)) elsewhere.set(day, (elsewhere.get(day) ?? 0) + effort)
  const known = new Map<string, number>()
  return (day) => {
    const capacity = known.get(day) ?? Math.max(0, capacityOn(pattern, day) - (elsewhere.get(day) ?? 0))
    known.set(day, capacity)
    return capacity
  }
}
