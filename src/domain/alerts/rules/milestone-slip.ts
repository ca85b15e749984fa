import { slipsInARow } from '@/domain/milestones/trend'
import { expectedOn, slipOf } from '@/domain/milestones/milestone'
import { SLIPS_TOLD } from '@/domain/milestones/watch'
import { alertKey, NO_FACTS, type FindAlerts } from '../alert'

/** Beyond so many times the threshold somebody is to decide. */
const GRAVE = 3

/**
 * A milestone to come that is later than its baseline. amount: days; count: slips in a row; from: the day now expected.
 * It is new again with every further day of slip.
 */
export const milestoneSlip: FindAlerts = ({ projects }, { slip_days }) =>
  projects.flatMap(({ id, milestones }) =>
    milestones.flatMap((milestone) => {
      const slip = milestone.actual_on ? null : slipOf(milestone)
      if (slip === null || expectedOn(milestone) === '' || slip < slip_days) return []
      const inARow = slipsInARow(milestone, milestone.moves)
      return {
        key: alertKey('milestone-slip', milestone.id),
        rule: 'milestone-slip' as const,
        severity: slip >= GRAVE * slip_days || inARow >= SLIPS_TOLD ? ('act' as const) : ('watch' as const),
        project: id,
        subject: milestone.id,
        name: milestone.name,
        facts: { ...NO_FACTS, amount: slip, count: inARow, from: expectedOn(milestone) },
        level: slip,
      }
    }),
  )
