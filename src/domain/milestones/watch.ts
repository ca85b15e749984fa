import { meetsImposedOn } from './early-warning'
import { marginOf, milestoneState, slipOf, type MilestoneDates, type MilestoneState } from './milestone'
import { slipsInARow, slipsOf, trendOf, type MoveLike, type TrendPoint } from './trend'

/** All that is told of a milestone, from its dates and what was said of them. */
export interface MilestoneReading {
  state: MilestoneState
  margin: number | null
  slip: number | null
  trend: TrendPoint[]
  /** How often it went later, and how often in a row just now. */
  slips: number
  inARow: number
  /** The day on which its trend meets the imposed date, null where it does not. */
  meetsImposed: string | null
  /** Worth a look: it is moving, has passed its day, or is heading for its imposed date. */
  watched: boolean
}

/** From the third slip in a row on, it is said. */
export const SLIPS_TOLD = 3
const QUIET: readonly MilestoneState[] = ['reached', 'unplanned', 'on-time']

export function readMilestone(
  dates: MilestoneDates,
  moves: readonly MoveLike[],
  when: { startedOn: string; today: string },
): MilestoneReading {
  const state = milestoneState(dates, when.today)
  const trend = trendOf(dates, moves, when)
  const isOpen = state !== 'reached'
  const inARow = isOpen ? slipsInARow(dates, moves) : 0
  const meetsImposed = isOpen ? meetsImposedOn(trend, dates.imposed_on, when.today) : null
  const watched = !QUIET.includes(state) || meetsImposed !== null || inARow >= SLIPS_TOLD
  return {
    state,
    margin: marginOf(dates),
    slip: slipOf(dates),
    trend,
    slips: slipsOf(dates, moves),
    inARow,
    meetsImposed,
    watched,
  }
}
