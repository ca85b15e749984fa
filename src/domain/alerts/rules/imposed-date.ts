import { marginOf } from '@/domain/milestones/milestone'
import { readMilestone } from '@/domain/milestones/watch'
import { alertKey, type FindAlerts, type WatchedMilestone } from '../alert'

/**
 * An imposed date that is beyond reach, close to the forecast, or where the trend is heading. amount: days of margin, negative =
 * beyond it; from: the imposed date; until: the day on which the trend meets it, '' where it does not;
 * count: 1 where it has passed. New again when margin is lost.
 */
export const imposedDate: FindAlerts = ({ projects, today }, { imposed_margin }) =>
  projects.flatMap(({ id, startedOn, milestones }) =>
    milestones.flatMap((milestone) => {
      const facts = threatOf(milestone, imposed_margin, { startedOn, today })
      if (!facts) return []
      const isBeyond = facts.amount < 0 || facts.count > 0
      return {
        key: alertKey('imposed-date', milestone.id),
        rule: 'imposed-date' as const,
        severity: isBeyond ? ('act' as const) : ('watch' as const),
        project: id,
        subject: milestone.id,
        name: milestone.name,
        facts,
        level: -facts.amount,
      }
    }),
  )

function threatOf(milestone: WatchedMilestone, asked: number, when: { startedOn: string; today: string }) {
  const margin = marginOf(milestone)
  if (milestone.actual_on || margin === null) return null
  const { meetsImposed } = readMilestone(milestone, milestone.moves, when)
  const isPassed = milestone.imposed_on < when.today
  if (margin >= asked && meetsImposed === null && !isPassed) return null
  return { amount: margin, count: Number(isPassed), from: milestone.imposed_on, until: meetsImposed ?? '' }
}
