import type {
  Plan,
  PlanAssignment,
  PlanCalendar,
  PlanException,
  PlanInterval,
  PlanLink,
  PlanProject,
  PlanResource,
  PlanTask,
} from './plan'
import { CONSTRAINT_NUMBERS, LINK_NUMBERS } from './plan'
import { DAY_SECONDS, dateText, durationText, isShareFormat, timeText } from './values'
import { UNWRITABLE } from '../shared/unwritable'

/** An element: its name, and its text or what is below it. Null = left out. */
type Part = [name: string, content: string | number | boolean | Part[] | null]

/**
 * MS Project XML, in the order of the format's schema, which older versions check.
 * @example writePlan(plan) // '<?xml version="1.0" … <Project xmlns="http://schemas.microsoft.com/project">…'
 */
export function writePlan(plan: Plan): string {
  const parts: Part[] = [
    ...projectParts(plan.project),
    ['Calendars', plan.calendars.map((one): Part => ['Calendar', calendarParts(one)])],
    ['Tasks', plan.tasks.map((one, index): Part => ['Task', taskParts(one, index)])],
    ['Resources', plan.resources.map((one): Part => ['Resource', resourceParts(one)])],
    ['Assignments', plan.assignments.map((one): Part => ['Assignment', assignmentParts(one)])],
  ]
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  return `${head}<Project xmlns="http://schemas.microsoft.com/project">\n${parts.map((part) => written(part, '  ')).join('')}</Project>\n`
}

function written([name, content]: Part, indent: string): string {
  if (content === null) return ''
  if (!Array.isArray(content)) return `${indent}<${name}>${escaped(text(content))}</${name}>\n`
  if (content.length === 0) return ''
  return `${indent}<${name}>\n${content.map((part) => written(part, `${indent}  `)).join('')}${indent}</${name}>\n`
}

const text = (content: string | number | boolean) =>
  typeof content === 'boolean' ? (content ? '1' : '0') : String(content)

/** @example escaped('R&D <1 ]]>') // 'R&amp;D &lt;1 ]]&gt;' */
export function escaped(content: string): string {
  return content
    .replace(UNWRITABLE, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;')
}

const date = (instant: number | null) => (instant === null ? null : dateText(instant))
const span = (seconds: number | null) => (seconds === null ? null : durationText(seconds))
const given = (content: string) => content || null

function projectParts(project: PlanProject): Part[] {
  return [
    ['SaveVersion', 14],
    ['Name', project.name],
    ['Title', project.name],
    ['ScheduleFromStart', project.fromStart],
    ['StartDate', date(project.start)],
    ['FinishDate', date(project.finish)],
    ['CriticalSlackLimit', project.criticalSlackDays],
    ['CalendarUID', given(project.calendarUid)],
    ['MinutesPerDay', project.minutesPerDay],
    ['MinutesPerWeek', project.minutesPerWeek],
    ['DaysPerMonth', project.daysPerMonth],
    ['HonorConstraints', project.honoursConstraints],
    ['MultipleCriticalPaths', project.everyEndIsCritical],
    ['StatusDate', date(project.statusDate)],
  ]
}

function calendarParts(calendar: PlanCalendar): Part[] {
  const days = calendar.week.flatMap((day, index): Part[] =>
    day ? [['WeekDay', dayParts(((index + 1) % 7) + 1, day)]] : [],
  )
  return [
    ['UID', calendar.uid],
    ['Name', calendar.name],
    ['IsBaseCalendar', calendar.isBase],
    ['BaseCalendarUID', calendar.baseUid || '-1'],
    ['WeekDays', days],
    ['Exceptions', calendar.exceptions.map((one): Part => ['Exception', exceptionParts(one)])],
  ]
}

function dayParts(dayType: number, intervals: readonly PlanInterval[]): Part[] {
  return [['DayType', dayType], ['DayWorking', intervals.length > 0], workingTimes(intervals)]
}

function workingTimes(intervals: readonly PlanInterval[]): Part {
  const times = intervals.map(([from, to]): Part => [
    'WorkingTime',
    [
      ['FromTime', timeText(from)],
      ['ToTime', timeText(to % DAY_SECONDS)],
    ],
  ])
  return ['WorkingTimes', times]
}

function exceptionParts({ name, from, to, intervals, recurrence }: PlanException): Part[] {
  const period: Part = [
    'TimePeriod',
    [
      ['FromDate', dateText(from * DAY_SECONDS)],
      ['ToDate', dateText(to * DAY_SECONDS + DAY_SECONDS - 60)],
    ],
  ]
  return [
    ['EnteredByOccurrences', false],
    period,
    ['Name', given(name)],
    ['Type', recurrence?.type ?? 1],
    ['Period', recurrence?.period ?? null],
    ['DaysOfWeek', recurrence?.daysOfWeek ?? null],
    ['MonthItem', recurrence?.monthItem ?? null],
    ['MonthPosition', recurrence?.monthPosition ?? null],
    ['Month', recurrence?.month ?? null],
    ['MonthDay', recurrence?.monthDay ?? null],
    ['DayWorking', intervals.length > 0],
    workingTimes(intervals),
  ]
}

function taskParts(task: PlanTask, index: number): Part[] {
  return [
    ['UID', task.uid],
    ['ID', task.id || String(index + 1)],
    ['Name', task.name],
    ['Active', task.isActive],
    ['Manual', task.manual],
    ['Type', task.type],
    ['IsNull', false],
    ['WBS', given(task.wbs)],
    ['OutlineLevel', task.outlineLevel],
    ['Priority', task.priority],
    ['Start', date(task.start)],
    ['Finish', date(task.finish)],
    ['Duration', span(task.duration)],
    ['DurationFormat', task.durationFormat],
    ['Work', span(task.work)],
    ['Stop', date(task.stop)],
    ['Resume', date(task.resume)],
    ['Milestone', task.milestone],
    ['Summary', task.summary],
    ['Critical', task.critical],
    ['ExternalTask', task.isExternal],
    ['PercentComplete', task.percentComplete],
    ['ActualStart', date(task.actualStart)],
    ['ActualFinish', date(task.actualFinish)],
    ['RemainingDuration', span(task.remainingDuration)],
    ['ConstraintType', CONSTRAINT_NUMBERS.indexOf(task.constraint)],
    ['CalendarUID', task.calendarUid || '-1'],
    ['ConstraintDate', date(task.constraintDate)],
    ['Deadline', date(task.deadline)],
    ['LevelingDelay', task.levelingDelay > 0 ? task.levelingDelay / 6 : null],
    ['LevelingDelayFormat', task.levelingDelayFormat],
    ['IgnoreResourceCalendar', task.ignoresResourceCalendar],
    ['Notes', given(task.notes)],
    ['PhysicalPercentComplete', task.physicalPercentComplete],
    ...task.links.map((one): Part => ['PredecessorLink', linkParts(one)]),
    ...task.baselines.map((one): Part => [
      'Baseline',
      [
        ['Number', one.number],
        ['Start', date(one.start)],
        ['Finish', date(one.finish)],
        ['Duration', span(one.duration)],
        ['Work', span(one.work)],
      ],
    ]),
  ]
}

function linkParts({ predUid, type, lag, lagFormat }: PlanLink): Part[] {
  return [
    ['PredecessorUID', predUid],
    ['Type', LINK_NUMBERS.indexOf(type)],
    ['CrossProject', false],
    ['LinkLag', isShareFormat(lagFormat) ? lag : lag / 6],
    ['LagFormat', lagFormat],
  ]
}

function resourceParts(resource: PlanResource): Part[] {
  return [
    ['UID', resource.uid],
    ['ID', given(resource.id)],
    ['Name', resource.name],
    ['Type', resource.type],
    ['IsNull', false],
    ['MaxUnits', resource.maxUnits],
    ['CalendarUID', resource.calendarUid || '-1'],
  ]
}

function assignmentParts(assignment: PlanAssignment): Part[] {
  return [
    ['UID', assignment.uid],
    ['TaskUID', assignment.taskUid],
    ['ResourceUID', assignment.resourceUid || '-65535'],
    ['Finish', date(assignment.finish)],
    ['Start', date(assignment.start)],
    ['Units', assignment.units],
    ['Work', span(assignment.work)],
  ]
}
