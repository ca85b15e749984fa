import { entryFault } from '@/domain/access/entry-rules'
import type { RefusalCode } from '@/domain/access/refusal-codes'
import { fitDay } from './fit'

/** A line of another tool's export that is to become time on a task. */
export interface BroughtLine {
  task: string
  day: string
  minutes: number
  comment: string
}

/** What becomes of time that is on the day already: it stays, it gives way, or both count. */
export const BRING_MODES = ['keep', 'replace', 'add'] as const
export type BringMode = (typeof BRING_MODES)[number]

/** What happens to one day of one task. `too-short`: less than half the smallest step of an entry. `same`: nothing to change. */
export type BringOutcome = 'new' | 'same' | 'kept' | 'replaced' | 'added' | 'too-short' | 'refused'

export interface BroughtCell {
  task: string
  day: string
  minutes: number
  /** What is there now, what the file says, what will be there; thousandths of a day. */
  before: number
  wanted: number
  after: number
  outcome: BringOutcome
  fault: RefusalCode | 'too-old' | null
  comment: string
}

/** What is known of the person's days. */
export interface BringContext {
  mode: BringMode
  /** Minutes in a day of effort, and the smallest step of an entry. */
  dayMinutes: number
  step: number
  dayLimit: number
  today: string
  /** The first day whose entries this device keeps; '' = all of them. */
  knownFrom: string
  taskOf: (task: string) => { project: string; kind: string; state: string } | null
  closedThrough: (project: string) => string
  isValidated: (project: string, day: string) => boolean
  /** The entry of a day on a task, null where there is none. */
  effortOf: (task: string, day: string) => number | null
  /** The person's whole day, over all tasks. */
  dayEffort: (day: string) => number
  /** What earlier imports added to this cell: adding counts it once. */
  broughtBefore: (task: string, day: string) => number
}

const ENTRY_MAX = 1000

/**
 * Lines of time as days of tasks: minutes become thousandths of a day in steps, each day's sum to the nearest step; then what
 * is there already stays, gives way or counts too. A cell that may not be written is refused with its reason. The same lines
 * over their own result change nothing.
 */
export function bringIn(lines: readonly BroughtLine[], context: BringContext): BroughtCell[] {
  return [...linesByDay(lines)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, ofDay]) => withinLimit(day, cellsOfDay(day, ofDay, context), context))
}

function linesByDay(lines: readonly BroughtLine[]): Map<string, Map<string, BroughtLine[]>> {
  const days = new Map<string, Map<string, BroughtLine[]>>()
  for (const line of lines) {
    const tasks = days.get(line.day) ?? new Map<string, BroughtLine[]>()
    days.set(line.day, tasks)
    tasks.set(line.task, [...(tasks.get(line.task) ?? []), line])
  }
  return days
}

function cellsOfDay(
  day: string,
  tasks: ReadonlyMap<string, readonly BroughtLine[]>,
  context: BringContext,
): BroughtCell[] {
  const minutesOf = new Map(
    [...tasks].map(([task, lines]) => [task, lines.reduce((sum, { minutes }) => sum + minutes, 0)]),
  )
  const shares = [...minutesOf].map(([task, minutes]) => ({ task, effort: (minutes * 1000) / context.dayMinutes }))
  const fitted = new Map(fitDay(shares, Infinity, context.step).map(({ task, effort }) => [task, effort]))
  return [...tasks].map(([task, lines]) => {
    const wanted = Math.min(ENTRY_MAX, fitted.get(task) ?? 0)
    return cellOf({ task, day, minutes: minutesOf.get(task)!, wanted, comment: joined(lines) }, context)
  })
}

type Wanted = Pick<BroughtCell, 'task' | 'day' | 'minutes' | 'wanted' | 'comment'>

function cellOf(wanted: Wanted, context: BringContext): BroughtCell {
  const { task, day } = wanted
  const known = context.effortOf(task, day)
  const before = known ?? 0
  const settled = (outcome: BringOutcome, after: number): BroughtCell => ({
    ...wanted,
    before,
    after,
    outcome,
    fault: null,
  })
  if (wanted.wanted === 0) return settled('too-short', before)
  const after = afterOf(wanted, before, context)
  if (after === before) return settled(context.mode === 'keep' && before !== wanted.wanted ? 'kept' : 'same', before)
  const fault = faultOf(wanted, after, known !== null, context)
  if (fault) return { ...settled('refused', before), fault }
  return settled(before === 0 ? 'new' : context.mode === 'add' ? 'added' : 'replaced', after)
}

function afterOf({ task, day, wanted }: Wanted, before: number, { mode, broughtBefore }: BringContext): number {
  if (mode === 'replace') return wanted
  if (mode === 'keep') return before > 0 ? before : wanted
  return Math.min(ENTRY_MAX, before + Math.max(0, wanted - Math.min(before, broughtBefore(task, day))))
}

function faultOf({ task, day }: Wanted, effort: number, exists: boolean, context: BringContext): BroughtCell['fault'] {
  if (day < context.knownFrom) return 'too-old'
  const place = context.taskOf(task)
  const project = place?.project ?? ''
  const fault = entryFault(
    { project, day, effort },
    {
      exists,
      task: place,
      closedThrough: context.closedThrough(project),
      // Who sees that a period is closed adds nothing to it: only what was given before one could know comes late.
      closingIsStrict: true,
      validated: context.isValidated(project, day),
      entryStep: context.step,
      // The day as a whole is looked at once all its cells are known.
      dayLimit: 0,
      otherEffort: 0,
      today: context.today,
    },
  )
  return fault?.code ?? null
}

/** A day that would exceed what one person may enter is refused as a whole: nobody's choice of what to leave out. */
function withinLimit(day: string, cells: BroughtCell[], { dayLimit, dayEffort }: BringContext): BroughtCell[] {
  const more = cells.reduce((sum, { before, after }) => sum + after - before, 0)
  if (dayLimit === 0 || more <= 0 || dayEffort(day) + more <= dayLimit) return cells
  return cells.map((cell) =>
    cell.after === cell.before ? cell : { ...cell, after: cell.before, outcome: 'refused', fault: 'day-limit' },
  )
}

const MOST_COMMENT = 500

/** The words on a day, each once, as one comment. */
function joined(lines: readonly BroughtLine[]): string {
  const words = [...new Set(lines.map(({ comment }) => comment.replace(/\s+/g, ' ').trim()).filter(Boolean))].join(
    ' · ',
  )
  return words.length > MOST_COMMENT ? `${words.slice(0, MOST_COMMENT - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : words
}

/** Whether a cell has something to be written. */
export const isChange = ({ outcome }: BroughtCell) => outcome === 'new' || outcome === 'replaced' || outcome === 'added'
