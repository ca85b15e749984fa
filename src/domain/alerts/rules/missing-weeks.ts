import { capacityOver } from '@/domain/calendar/capacity'
import { addDays, addWeeks, daysOfWeek, weekOf } from '@/domain/calendar/days'
import type { WeekId } from '@/schema/brands'
import { alertKey, NO_FACTS, type FindAlerts, type WatchedMember, type WatchedProject } from '../alert'

/** How many weeks that are over are looked at: what is older is in its closing. */
const WEEKS = 2

/**
 * Weeks that are over and still to be completed, as one number per week over all projects: whose they are is nobody's alert.
 * count: how many; from: the week. Every week is an alert of its own, new again when more of it is missing.
 */
export const missingWeeks: FindAlerts = ({ projects, today }, { week_wait }) =>
  weeksOver(today, week_wait).flatMap((week) => {
    const concerned = projects.filter((project) => missingIn(project, week, today).length > 0)
    if (concerned.length === 0) return []
    const people = new Set(concerned.flatMap((project) => missingIn(project, week, today)))
    const only = concerned.length === 1 ? concerned[0]!.id : ''
    return {
      key: alertKey('missing-weeks', week),
      rule: 'missing-weeks' as const,
      severity: 'watch' as const,
      project: only,
      subject: week,
      name: '',
      facts: { ...NO_FACTS, count: people.size, from: week },
      level: people.size,
    }
  })

/** The last weeks that ended more than so many days ago. */
function weeksOver(today: string, wait: number): WeekId[] {
  const weeks = Array.from({ length: WEEKS }, (_, back) => addWeeks(weekOf(today), -1 - back))
  return weeks.filter((week) => addDays(daysOfWeek(week).at(-1)!, wait) < today)
}

function missingIn({ members, startedOn }: WatchedProject, week: WeekId, today: string): string[] {
  const days = daysOfWeek(week)
  if (startedOn > days.at(-1)!) return []
  return members
    .filter((member) => isAsked(member, week, today) && isMissing(member, week, days))
    .map((member) => member.user)
}

/** Who has no older sheet may have come after the week: only the last one is asked for. */
function isAsked({ sheets }: WatchedMember, week: WeekId, today: string): boolean {
  return week === addWeeks(weekOf(today), -1) || [...sheets.keys()].some((known) => known <= week)
}

function isMissing({ pattern, allocation, sheets }: WatchedMember, week: WeekId, days: readonly string[]): boolean {
  if (allocation === 0 || sheets.get(week) === 'submitted') return false
  return capacityOver(pattern, days) > 0
}
