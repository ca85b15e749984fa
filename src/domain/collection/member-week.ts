import { addDays } from '@/domain/calendar/days'
import { ratio } from '@/domain/progress/quantities'

/**
 * How a member's week stands, seen by who collects it. Nobody is behind here: `nothing` says that nothing has arrived, and
 * `out-of-touch` that it may be on a device that has not been in touch since.
 */
export const MEMBER_WEEK_STATES = [
  'validated',
  'submitted',
  'away',
  'out-of-touch',
  'returned',
  'entering',
  'nothing',
] as const
export type MemberWeekState = (typeof MEMBER_WEEK_STATES)[number]

/** What is known of the week. Efforts in thousandths of a day. */
export interface MemberWeek {
  entered: number
  expected: number
  submitted: boolean
  /** The reviews of the week, one per project that has one. */
  reviews: readonly ('validated' | 'returned')[]
  /** Projects that have something to review. */
  reviewable: number
  /** Day on which a device of theirs was last in touch; '' = never, null = not known. */
  lastContact: string | null
  /** What waits on their devices, as they last said. */
  waiting: number
  /** Monday to Sunday of the week. */
  days: readonly string[]
  today: string
}

/** @example memberWeekState({ …, expected: 0, submitted: false }) // 'away' */
export function memberWeekState(week: MemberWeek): MemberWeekState {
  const validated = week.reviews.filter((state) => state === 'validated').length
  if (validated > 0 && validated >= week.reviewable) return 'validated'
  if (week.submitted) return 'submitted'
  if (week.expected === 0) return 'away'
  if (isOutOfTouch(week)) return 'out-of-touch'
  if (week.reviews.includes('returned')) return 'returned'
  return week.entered > 0 ? 'entering' : 'nothing'
}

/** Something waits on a device, or no device was in touch since before the end of the week (at most: since yesterday). */
function isOutOfTouch({ waiting, lastContact, days, today }: MemberWeek): boolean {
  if (waiting > 0) return true
  if (lastContact === null || lastContact === '') return false
  const friday = days[4] ?? ''
  const wanted = friday < today ? friday : addDays(today, -1)
  return lastContact < wanted
}

/** What may be awaited of a week by now: `expectedSoFar` = of its days before today, thousandths of a day. */
export interface AwaitedWeek {
  state: MemberWeekState
  entered: number
  expectedSoFar: number
  /** All its days are past. */
  isOver: boolean
}

/**
 * Whom a kind word may be sent to: not to who has submitted or is away, nor for what waits on a device without network, nor, while
 * the week is under way, to who has given its days so far.
 * @example mayBeAsked({ state: 'entering', entered: 2000, expectedSoFar: 2000, isOver: false }) // false
 */
export function mayBeAsked({ state, entered, expectedSoFar, isOver }: AwaitedWeek): boolean {
  if (state === 'returned') return true
  return (state === 'nothing' || state === 'entering') && (isOver || entered < expectedSoFar)
}

/** Completeness (taux de saisie) = entered / expected; null where nothing is expected. */
export const weekCompleteness = ({ entered, expected }: Pick<MemberWeek, 'entered' | 'expected'>) =>
  ratio(entered, expected)
