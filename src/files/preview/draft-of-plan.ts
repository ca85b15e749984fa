import { dayFromNumber } from '@/domain/calendar/days'
import type { Plan, PlanLink, PlanTask, PlanWarning } from '../msproject/plan'
import { DAY_SECONDS, isElapsedFormat, isShareFormat } from '../msproject/values'
import { LONGEST_NAME, problemList, type DraftFields, type DraftPlan, type DraftTask } from './draft'

/** Warnings whose number is a calendar's, an assignment's or a resource's. */
const NOT_OF_TASKS: ReadonlySet<PlanWarning['code']> = new Set([
  'bad-calendar',
  'calendar-cycle',
  'recurring-exception',
  'unknown-calendar',
  'unknown-task',
  'no-uid',
])

/** A plan of MS Project in the app's terms: days instead of instants, thousandths of a day instead of seconds. */
export function draftOfPlan(plan: Plan, warnings: readonly PlanWarning[]): DraftPlan {
  const { problems, tell } = problemList()
  const names = new Map(plan.tasks.map((task) => [task.uid, task.name.trim()]))
  for (const { code, uid = '', text = '' } of warnings)
    tell(code, NOT_OF_TASKS.has(code) ? '' : names.get(uid) || (uid && `#${uid}`), text)
  const perDay = plan.project.minutesPerDay * 60
  const inDays = (seconds: number) => Math.min(10_000_000, Math.max(0, Math.round((seconds / perDay) * 1000)))
  const taken = new Map<string, PlanTask>()
  for (const task of plan.tasks) {
    if (task.outlineLevel === 0) continue
    const isLeftOut = !task.isActive || task.isExternal
    if (isLeftOut) tell(task.isExternal ? 'external-task' : 'inactive-task', task.name.trim())
    if (!isLeftOut && (task.outlineLevel === 1 || taken.has(task.parentUid))) taken.set(task.uid, task)
  }
  const tasks = [...taken.values()].map((task): DraftTask => {
    const name = task.name.trim()
    if (name === '') tell('no-name', `#${task.uid}`)
    if (name.length > LONGEST_NAME) tell('name-cut', name)
    if (isElapsedFormat(task.durationFormat) && task.duration) tell('elapsed-duration', name)
    return {
      key: task.uid,
      uid: task.uid,
      parent: taken.has(task.parentUid) ? task.parentUid : '',
      kind: kindOf(task),
      name: (name || `#${task.id || task.uid}`).slice(0, LONGEST_NAME),
      fields: fieldsOf(task, inDays),
      // Nobody assigned: the tool writes no work at all as zero.
      effort: task.summary || !task.work ? null : inDays(task.work),
      owner: '',
    }
  })
  const links = [...taken.values()].flatMap((task) =>
    task.links
      .filter(({ predUid }) => taken.has(predUid))
      .map((link) => ({
        predecessor: link.predUid,
        successor: task.uid,
        type: link.type,
        lag: lagOf(link, taken.get(link.predUid)!, (code) => tell(code, task.name.trim()), perDay),
      })),
  )
  return {
    name: plan.project.name,
    tasks,
    links,
    assignments: assignmentsOf(plan, taken, inDays),
    baseline: baselineOf(taken, inDays),
    problems,
  }
}

const kindOf = (task: PlanTask) => (task.summary ? 'phase' : task.milestone ? 'milestone' : 'task')

/** The day that a start stands on. */
const startDay = (instant: number | null) => (instant === null ? '' : dayFromNumber(Math.floor(instant / DAY_SECONDS)))
/** The last day worked: a finish at midnight is the end of the day before, as tools write that plan in whole days. */
function finishDay(instant: number | null, start: number | null): string {
  if (instant === null) return ''
  const isMidnight = instant % DAY_SECONDS === 0 && (start === null || instant > start)
  return dayFromNumber(Math.floor(instant / DAY_SECONDS) - (isMidnight ? 1 : 0))
}

const OF_FINISH = ['FNET', 'FNLT', 'MFO']

function fieldsOf(task: PlanTask, inDays: (seconds: number) => number): DraftFields {
  const constraint = task.constraint === 'ASAP' ? '' : task.constraint
  const isOfFinish = OF_FINISH.includes(task.constraint) && !task.milestone
  const isDone = task.percentComplete >= 100
  const fields: DraftFields = {
    constraint_type: constraint,
    constraint_on: day(
      constraint === '' || constraint === 'ALAP'
        ? ''
        : isOfFinish
          ? finishDay(task.constraintDate, null)
          : startDay(task.constraintDate),
    ),
    manual: task.manual,
    priority: Math.min(1000, Math.max(0, task.priority)),
  }
  if (task.deadline !== null) fields.imposed_on = day(finishDay(task.deadline, null))
  if (task.physicalPercentComplete > 0)
    fields.physical_progress = Math.min(1000, Math.round(task.physicalPercentComplete * 10))
  if (task.summary) return fields
  if (isDone) fields.state = 'done'
  return task.milestone ? { ...fields, ...milestoneFields(task, isDone) } : { ...fields, ...workFields(task, inDays) }
}

function milestoneFields(task: PlanTask, isDone: boolean): DraftFields {
  const at = task.finish ?? task.start
  const first = task.baselines.find(({ number }) => number === 0)
  return {
    ...(at !== null && { forecast_on: day(startDay(at)) }),
    ...(isDone && { actual_on: day(startDay(task.actualFinish ?? at)) }),
    ...(first?.finish && { baseline_on: day(startDay(first.finish)) }),
  }
}

function workFields(task: PlanTask, inDays: (seconds: number) => number): DraftFields {
  const duration = task.duration !== null && !isElapsedFormat(task.durationFormat) ? inDays(task.duration) : null
  return {
    ...(task.start !== null && { starts_on: day(startDay(task.start)) }),
    ...(task.finish !== null && { ends_on: day(finishDay(task.finish, task.start)) }),
    ...(duration !== null && { duration }),
  }
}

/** The reader has seen to it that each is a day between 1970 and 2199. */
const day = (text: string) => text as NonNullable<DraftFields['starts_on']>

/** A lag day and night, or as a share, as the working days that it comes to: the app counts lags in these. */
function lagOf(
  link: PlanLink,
  predecessor: PlanTask,
  tell: (code: 'elapsed-lag' | 'share-lag' | 'lag-too-long') => void,
  perDay: number,
): number {
  if (link.lag === 0) return 0
  if (isShareFormat(link.lagFormat)) {
    tell('share-lag')
    return bounded((((predecessor.duration ?? 0) * link.lag) / 100 / perDay) * 1000, tell)
  }
  if (isElapsedFormat(link.lagFormat)) {
    tell('elapsed-lag')
    return bounded(workingDaysIn(link.lag / DAY_SECONDS) * 1000, tell)
  }
  return bounded((link.lag / perDay) * 1000, tell)
}

/** @example workingDaysIn(7) // 5 */
export const workingDaysIn = (calendarDays: number) => Math.round(((calendarDays * 5) / 7) * 4) / 4

function bounded(lag: number, tell: (code: 'lag-too-long') => void): number {
  if (Math.abs(lag) > 10_000_000) tell('lag-too-long')
  return Math.max(-10_000_000, Math.min(10_000_000, Math.round(lag)))
}

function assignmentsOf(plan: Plan, taken: ReadonlyMap<string, PlanTask>, inDays: (seconds: number) => number) {
  // Materials and costs are no people; a resource without a name stands for nobody.
  const people = new Map(
    plan.resources
      .filter(({ type, name }) => type === 1 && name.trim() !== '')
      .map(({ uid, name }) => [uid, name.trim()]),
  )
  return plan.assignments.flatMap(({ taskUid, resourceUid, work }) => {
    const person = people.get(resourceUid)
    const task = taken.get(taskUid)
    return person && task && kindOf(task) === 'task' ? [{ task: taskUid, person, effort: inDays(work) }] : []
  })
}

function baselineOf(taken: ReadonlyMap<string, PlanTask>, inDays: (seconds: number) => number): DraftPlan['baseline'] {
  const items = [...taken.values()].flatMap((task) => {
    const first = task.baselines.find(({ number }) => number === 0)
    if (!first || (first.start === null && first.finish === null)) return []
    const [start, finish] = [first.start ?? first.finish, first.finish ?? first.start]
    return [
      {
        task: task.uid,
        starts_on: startDay(start),
        ends_on: task.milestone ? startDay(finish) : finishDay(finish, start),
        effort: task.summary ? 0 : inDays(first.work ?? 0),
      },
    ]
  })
  return items.length > 0 ? { items } : null
}
