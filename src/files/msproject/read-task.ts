import { childrenOf, rawTextOf, textOf, type Element } from './blocks'
import { CONSTRAINT_NUMBERS, LINK_NUMBERS, type PlanBaseline, type PlanLink, type PlanTask, type Warn } from './plan'
import { durationOf, instantOf, isShareFormat, isTrue, wholeNumber } from './values'

/** One task. Its place in the outline is settled when all are known (outline.ts). */
export function readTask(element: Element, warn: Warn): PlanTask {
  const uid = textOf(element, 'UID')
  const text = (name: string) => textOf(element, name)
  const date = (name: string) => dateOf(element, name, uid, warn)
  const span = (name: string) => spanOf(element, name, uid, warn)
  const number = (name: string, otherwise = 0) => wholeNumber(text(name), otherwise)
  const duration = span('Duration')
  const critical = text('Critical')
  return {
    uid,
    id: text('ID'),
    name: rawTextOf(element, 'Name'),
    outlineLevel: number('OutlineLevel', text('OutlineNumber') === '' ? -1 : text('OutlineNumber').split('.').length),
    parentUid: '',
    summary: isTrue(text('Summary')),
    milestone: text('Milestone') === '' ? duration === 0 : isTrue(text('Milestone')),
    isActive: text('Active') === '' || isTrue(text('Active')),
    manual: isTrue(text('Manual')),
    start: date('Start') ?? date('ManualStart'),
    finish: date('Finish') ?? date('ManualFinish'),
    duration: duration ?? span('ManualDuration'),
    durationFormat: number('DurationFormat', 7),
    work: span('Work'),
    constraint: constraintOf(text('ConstraintType'), uid, warn),
    constraintDate: date('ConstraintDate'),
    deadline: date('Deadline'),
    calendarUid: number('CalendarUID', -1) < 0 ? '' : text('CalendarUID'),
    ignoresResourceCalendar: isTrue(text('IgnoreResourceCalendar')),
    type: number('Type'),
    critical: critical === '' ? null : isTrue(critical),
    percentComplete: number('PercentComplete'),
    physicalPercentComplete: number('PhysicalPercentComplete'),
    actualStart: date('ActualStart'),
    actualFinish: date('ActualFinish'),
    remainingDuration: span('RemainingDuration'),
    stop: date('Stop'),
    resume: date('Resume'),
    // Tenths of a minute, as lags.
    levelingDelay: Math.max(0, number('LevelingDelay')) * 6,
    levelingDelayFormat: number('LevelingDelayFormat', 8),
    priority: number('Priority', 500),
    wbs: text('WBS'),
    notes: rawTextOf(element, 'Notes'),
    isExternal: isTrue(text('ExternalTask')),
    links: childrenOf(element, 'PredecessorLink').flatMap((link) => linkOf(link, uid, warn)),
    baselines: childrenOf(element, 'Baseline').map((one) => baselineOf(one, uid, warn)),
  }
}

function dateOf(element: Element, name: string, uid: string, warn: Warn): number | null {
  const text = textOf(element, name)
  if (text === '' || text === 'NA') return null
  const instant = instantOf(text)
  // Written for "none" by several tools.
  if (instant === null && !/^(1984-01-01|19[0-6]\d|2049-12-31|0001)/.test(text))
    warn('bad-date', uid, `${name} ${text}`.slice(0, 100))
  return instant
}

function spanOf(element: Element, name: string, uid: string, warn: Warn): number | null {
  const text = textOf(element, name)
  if (text === '') return null
  const seconds = durationOf(text)
  if (seconds !== null && seconds >= 0) return seconds
  warn('bad-duration', uid, `${name} ${text}`.slice(0, 100))
  return null
}

function constraintOf(text: string, uid: string, warn: Warn) {
  const known = CONSTRAINT_NUMBERS[wholeNumber(text, text === '' ? 0 : -1)]
  if (!known) warn('bad-constraint', uid, text.slice(0, 100))
  return known ?? 'ASAP'
}

function linkOf(element: Element, uid: string, warn: Warn): PlanLink[] {
  const predUid = textOf(element, 'PredecessorUID')
  const typeText = textOf(element, 'Type')
  const type = LINK_NUMBERS[wholeNumber(typeText, typeText === '' ? 1 : -1)]
  if (!type) warn('bad-link-type', uid, `${predUid} ${typeText}`.slice(0, 100))
  const lagText = textOf(element, 'LinkLag')
  const lagFormat = wholeNumber(textOf(element, 'LagFormat'), 7)
  const lag = /^[+-]?\d{1,12}(\.\d+)?$/.test(lagText) ? Number(lagText) : 0
  if (lagText !== '' && !/^[+-]?\d{1,12}(\.\d+)?$/.test(lagText))
    warn('bad-lag', uid, `${predUid} ${lagText}`.slice(0, 100))
  // Tenths of a minute. A share is whole per cents: so write and read the tools that go between planners (MPXJ, and ProjectLibre
  // through it); tenths of a per cent, which some readers take, are in no file that could be found.
  return [{ predUid, type: type ?? 'FS', lag: isShareFormat(lagFormat) ? lag : Math.round(lag * 6), lagFormat }]
}

function baselineOf(element: Element, uid: string, warn: Warn): PlanBaseline {
  return {
    number: wholeNumber(textOf(element, 'Number'), 0),
    start: dateOf(element, 'Start', uid, warn),
    finish: dateOf(element, 'Finish', uid, warn),
    duration: spanOf(element, 'Duration', uid, warn),
    work: spanOf(element, 'Work', uid, warn),
  }
}
