import type { Baseline, BaselineItem } from '@/schema/baseline'
import type { Assignment } from '@/schema/assignment'
import type { Dependency } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import type { Plan, PlanAssignment, PlanBaseline, PlanLink, PlanTask } from './plan'
import { instantOf } from './values'

/** What a plan is made of in the app. */
export interface PlanRecords {
  name: string
  starts_on: string
  tasks: readonly Task[]
  dependencies: readonly Dependency[]
  people?: readonly { id: string; name: string }[]
  assignments?: readonly Pick<Assignment, 'task' | 'user' | 'effort'>[]
  /** The reference to write beside the plan: the file's baseline 0. */
  baseline?: { taken: Baseline; items: readonly BaselineItem[] }
}

/** A day of the app is eight hours of the file, 8 to 12 and 13 to 17: what its calendar says too. */
const DAY = 28_800
const work = (thousandths: number) => Math.round((thousandths * DAY) / 1000)
const startOf = (day: string) => (day ? instantOf(`${day}T08:00:00`) : null)
const endOf = (day: string) => (day ? instantOf(`${day}T17:00:00`) : null)

/** The app's records as a plan that MS Project opens. UIDs are those of an earlier import where they can be. */
export function planOf(records: PlanRecords): Plan {
  const ordered = inOutline(records.tasks)
  const uids = planUids(records.tasks)
  const links = new Map<string, PlanLink[]>()
  for (const { predecessor, successor, type, lag } of records.dependencies) {
    const predUid = uids.get(predecessor)
    if (predUid) listed(links, successor).push({ predUid, type, lag: work(lag), lagFormat: 7 })
  }
  const baselines = new Map(records.baseline?.items.map((item) => [item.task as string, baselineOf(item)]))
  const people = new Map(
    (records.people ?? []).map((person, index) => [person.id, { ...person, uid: String(index + 1) }]),
  )
  return {
    project: {
      name: records.name,
      start: startOf(records.starts_on || earliestDay(records.tasks)),
      finish: null,
      fromStart: true,
      statusDate: null,
      calendarUid: '1',
      minutesPerDay: 480,
      minutesPerWeek: 2400,
      daysPerMonth: 20,
      criticalSlackDays: 0,
      everyEndIsCritical: false,
      honoursConstraints: true,
    },
    calendars: [{ uid: '1', name: 'Standard', baseUid: '', isBase: true, week: officeWeek(), exceptions: [] }],
    tasks: ordered.map(({ task, level }, index) => ({
      ...planTask(task),
      uid: uids.get(task.id)!,
      id: String(index + 1),
      outlineLevel: level,
      parentUid: level > 1 ? (uids.get(task.parent) ?? '') : '',
      links: links.get(task.id) ?? [],
      baselines: baselines.has(task.id) ? [baselines.get(task.id)!] : [],
    })),
    resources: [...people.values()].map(({ uid, name }) => ({
      uid,
      id: uid,
      name,
      type: 1,
      calendarUid: '',
      maxUnits: 1,
    })),
    assignments: (records.assignments ?? []).flatMap((one, index): PlanAssignment[] => {
      const [taskUid, person] = [uids.get(one.task), people.get(one.user)]
      if (!taskUid || !person) return []
      return [
        {
          uid: String(index + 1),
          taskUid,
          resourceUid: person.uid,
          work: work(one.effort),
          units: 1,
          start: null,
          finish: null,
        },
      ]
    }),
  }
}

function officeWeek(): [number, number][][] {
  const office: [number, number][] = [
    [28_800, 43_200],
    [46_800, 61_200],
  ]
  return Array.from({ length: 7 }, (_, day) => (day < 5 ? office : []))
}

/** Children after their parent, by position: the file's order is its outline. Walked without recursion. */
function inOutline(tasks: readonly Task[]): { task: Task; level: number }[] {
  const known = new Set<string>(tasks.map(({ id }) => id))
  const below = new Map<string, Task[]>()
  for (const task of tasks) {
    const parent = known.has(task.parent) && task.parent !== task.id ? task.parent : ''
    listed(below, parent).push(task)
  }
  const sorted = (parent: string) =>
    (below.get(parent) ?? []).toSorted((a, b) => b.position - a.position || (a.id < b.id ? 1 : -1))
  const waiting = sorted('').map((task) => ({ task, level: 1 }))
  const ordered: { task: Task; level: number }[] = []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    ordered.push(next)
    for (const task of sorted(next.task.id)) waiting.push({ task, level: next.level + 1 })
  }
  return ordered
}

/** The UID that each task has in the file, by its id: a whole number, and each once. */
export function planUids(unordered: readonly Task[]): Map<string, string> {
  const tasks = inOutline(unordered).map(({ task }) => task)
  const uids = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id, external_uid = '' } of tasks)
    if (/^[1-9]\d{0,8}$/.test(external_uid) && !taken.has(external_uid)) {
      uids.set(id, external_uid)
      taken.add(external_uid)
    }
  let next = 1
  for (const { id } of tasks) {
    if (uids.has(id)) continue
    while (taken.has(String(next))) next++
    taken.add(String(next))
    uids.set(id, String(next))
  }
  return uids
}

function planTask(task: Task): Omit<PlanTask, 'uid' | 'id' | 'outlineLevel' | 'parentUid' | 'links' | 'baselines'> {
  const isMilestone = task.kind === 'milestone'
  const day = task.actual_on || task.forecast_on
  const isFinishConstraint = ['FNET', 'FNLT', 'MFO'].includes(task.constraint_type ?? '')
  const isDone = task.state === 'done'
  const finish = isMilestone ? startOf(day) : endOf(task.ends_on)
  return {
    name: task.name,
    summary: task.kind === 'phase',
    milestone: isMilestone,
    isActive: true,
    manual: task.manual ?? false,
    start: isMilestone ? startOf(day) : startOf(task.starts_on),
    finish,
    duration: isMilestone ? 0 : task.duration ? work(task.duration) : null,
    durationFormat: 7,
    work: task.kind === 'task' ? work(Math.max(0, task.original_effort + task.approved_change)) : null,
    constraint: task.constraint_type || 'ASAP',
    constraintDate: task.constraint_on
      ? isFinishConstraint
        ? endOf(task.constraint_on)
        : startOf(task.constraint_on)
      : null,
    deadline: endOf(task.imposed_on),
    calendarUid: '',
    ignoresResourceCalendar: false,
    // Fixed duration: the app's days are not to be recomputed from its effort.
    type: 1,
    critical: null,
    percentComplete: isDone ? 100 : 0,
    physicalPercentComplete: Math.round((task.physical_progress ?? 0) / 10),
    actualStart: isDone ? startOf(task.starts_on || task.actual_on) : null,
    actualFinish: isDone ? finish : null,
    remainingDuration: null,
    stop: null,
    resume: null,
    levelingDelay: 0,
    levelingDelayFormat: 8,
    priority: task.priority ?? 500,
    wbs: '',
    notes: '',
    isExternal: false,
  }
}

function baselineOf({ starts_on, ends_on, effort }: BaselineItem): PlanBaseline {
  return { number: 0, start: startOf(starts_on), finish: endOf(ends_on), duration: null, work: work(effort) }
}

function listed<Item>(lists: Map<string, Item[]>, key: string): Item[] {
  let list = lists.get(key)
  if (!list) lists.set(key, (list = []))
  return list
}

function earliestDay(tasks: readonly Task[]): string {
  return (
    tasks
      .map(({ starts_on, forecast_on }) => starts_on || forecast_on)
      .filter(Boolean)
      .toSorted()[0] ?? ''
  )
}
