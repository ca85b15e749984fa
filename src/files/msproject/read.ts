import { childrenOf, rawTextOf, readBlocks, textOf, type Element } from './blocks'
import { decode } from './decode'
import { settleLinks } from './links'
import { settleOutline } from './outline'
import type { Plan, PlanAssignment, PlanProject, PlanResource, PlanWarning, Warn } from './plan'
import { readCalendar } from './read-calendar'
import { readTask } from './read-task'
import { UnreadablePlan } from './refusal'
import { durationOf, instantOf, isTrue, wholeNumber } from './values'

export interface ReadPlan {
  plan: Plan
  warnings: PlanWarning[]
}

/** A hostile file must not turn the report into the attack. */
const MOST_WARNINGS = 10_000

/**
 * MS Project XML of any year, and what other planners write under that name. Refused as a whole (UnreadablePlan) or read as a
 * whole, with a warning for each thing that was not understood.
 */
export function readPlan(bytes: Uint8Array): ReadPlan {
  const warnings: PlanWarning[] = []
  const warn: Warn = (code, uid, text) => {
    if (warnings.length < MOST_WARNINGS) warnings.push({ code, ...(uid && { uid }), ...(text && { text }) })
  }
  const fields = new Map<string, string>()
  const plan: Plan = { project: projectOf(fields), calendars: [], tasks: [], resources: [], assignments: [] }
  const { xml, isGuessed } = decode(bytes)
  if (isGuessed) warn('wrong-encoding')
  readBlocks(xml, {
    field: (name, value) => fields.set(name, value),
    record: (list, record) => readRecord(plan, list, record, warn),
  })
  plan.project = projectOf(fields)
  refuseDuplicates(plan)
  settleOutline(plan.tasks, warn)
  settleLinks(plan.tasks, warn)
  settleReferences(plan, warn)
  return { plan, warnings }
}

function readRecord(plan: Plan, list: string, record: Element, warn: Warn): void {
  if (record.name !== list.slice(0, -1)) return
  const uid = textOf(record, 'UID')
  if (isTrue(textOf(record, 'IsNull'))) {
    // A blank line of the plan. MS Project gives it an id and nothing else.
    if (list === 'Tasks') warn('null-task', uid)
    return
  }
  if (uid === '' && list !== 'Assignments') {
    warn('no-uid', '', textOf(record, 'Name').slice(0, 100))
    return
  }
  if (list === 'Tasks') plan.tasks.push(readTask(record, warn))
  else if (list === 'Calendars') plan.calendars.push(readCalendar(record, warn))
  else if (list === 'Resources') plan.resources.push(readResource(record))
  else plan.assignments.push(readAssignment(record))
}

function projectOf(fields: ReadonlyMap<string, string>): PlanProject {
  const text = (name: string) => fields.get(name) ?? ''
  const number = (name: string, otherwise: number) => wholeNumber(text(name), otherwise)
  return {
    name: text('Title') || text('Name'),
    start: instantOf(text('StartDate')),
    finish: instantOf(text('FinishDate')),
    fromStart: text('ScheduleFromStart') === '' || isTrue(text('ScheduleFromStart')),
    statusDate: instantOf(text('StatusDate')),
    calendarUid: text('CalendarUID'),
    minutesPerDay: number('MinutesPerDay', 480) || 480,
    minutesPerWeek: number('MinutesPerWeek', 2400) || 2400,
    daysPerMonth: number('DaysPerMonth', 20) || 20,
    criticalSlackDays: number('CriticalSlackLimit', 0),
    everyEndIsCritical: isTrue(text('MultipleCriticalPaths')),
    honoursConstraints: text('HonorConstraints') === '' || isTrue(text('HonorConstraints')),
  }
}

function readResource(element: Element): PlanResource {
  return {
    uid: textOf(element, 'UID'),
    id: textOf(element, 'ID'),
    name: rawTextOf(element, 'Name'),
    type: wholeNumber(textOf(element, 'Type'), 1),
    calendarUid: wholeNumber(textOf(element, 'CalendarUID'), -1) < 0 ? '' : textOf(element, 'CalendarUID'),
    maxUnits: Number(textOf(element, 'MaxUnits') || 1) || 0,
  }
}

/** MS Project writes nobody in particular as this resource. */
const NOBODY = '-65535'

function readAssignment(element: Element): PlanAssignment {
  const resource = textOf(element, 'ResourceUID')
  return {
    uid: textOf(element, 'UID'),
    taskUid: textOf(element, 'TaskUID'),
    resourceUid: resource === NOBODY ? '' : resource,
    work: durationOf(textOf(element, 'Work')) ?? timephasedWork(element),
    units: Number(textOf(element, 'Units') || 1) || 0,
    // TaskJuggler writes these two in small letters.
    start: instantOf(textOf(element, 'Start') || textOf(element, 'start')),
    finish: instantOf(textOf(element, 'Finish') || textOf(element, 'finish')),
  }
}

/** Remaining and actual work of an assignment day by day: what some tools write in place of its sum. */
const WORK_BY_DAY = ['1', '2']

function timephasedWork(element: Element): number {
  return childrenOf(element, 'TimephasedData')
    .filter((part) => WORK_BY_DAY.includes(textOf(part, 'Type')))
    .reduce((sum, part) => sum + Math.max(0, durationOf(textOf(part, 'Value')) ?? 0), 0)
}

function refuseDuplicates(plan: Plan): void {
  const seen = new Set<string>()
  for (const { uid, name } of plan.tasks) {
    if (seen.has(uid)) throw new UnreadablePlan('duplicate-id', `task UID ${uid}, ${name}`.slice(0, 200))
    seen.add(uid)
  }
}

/** What names something that is not there is kept without it. */
function settleReferences(plan: Plan, warn: Warn): void {
  const calendars = new Set(plan.calendars.map(({ uid }) => uid))
  const resources = new Set(plan.resources.map(({ uid }) => uid))
  const tasks = new Set(plan.tasks.map(({ uid }) => uid))
  for (const one of [...plan.tasks, ...plan.resources]) {
    if (one.calendarUid === '' || calendars.has(one.calendarUid)) continue
    // The nameless resource that tools write first has a calendar that they leave out: it is nobody's.
    if (one.name !== '') warn('unknown-calendar', one.uid, one.calendarUid)
    one.calendarUid = ''
  }
  plan.assignments = plan.assignments.filter((one) => {
    if (one.resourceUid !== '' && !resources.has(one.resourceUid)) {
      warn('unknown-resource', one.taskUid, one.resourceUid)
      one.resourceUid = ''
    }
    if (!tasks.has(one.taskUid)) warn('unknown-task', one.uid, one.taskUid)
    return tasks.has(one.taskUid)
  })
  for (const task of plan.tasks)
    if (task.start !== null && task.finish !== null && task.finish < task.start) warn('finish-before-start', task.uid)
}
