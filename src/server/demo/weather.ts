import { addDays, daysBetween } from '@/domain/calendar/days'
import { weatherReportId } from '@/domain/identity/derived-id'
import { expectedOn, milestoneState, type MilestoneDates } from '@/domain/milestones/milestone'
import { proposedWeather, type Weather } from '@/domain/portfolio/weather'

type Row = Record<string, unknown>

const DAYS_AGO = [20, 6] as const
const WORDS: Record<Weather, { comment: string; action: string }> = {
  sun: { comment: 'Les jalons tiennent, les équipes sont au complet.', action: '' },
  cloud: {
    comment: 'Un jalon intermédiaire glisse ; la mise en service tient.',
    action: 'Point chaque mardi avec le titulaire jusqu’à la prochaine réception.',
  },
  storm: {
    comment: 'La mise en service est touchée : les travaux restants dépassent la marge.',
    action: 'Plan de rattrapage au prochain COPIL, avec un second atelier de pose.',
  },
}

/** Two reports a project: what its milestones said then, and what was done about it. */
export function demoWeather(
  projects: readonly { id: string; milestones: readonly Row[]; moves: readonly Row[] }[],
  author: string,
  today: string,
): Row[] {
  return projects.flatMap(({ id, milestones, moves }) =>
    DAYS_AGO.flatMap((days) => {
      const day = addDays(today, -days)
      const state = proposedWeather(
        milestones.map((milestone) => reading(milestone, moves, day)),
        daysBetween,
      )
      if (!state) return []
      return [{ id: weatherReportId(id, day), project: id, day, state, proposed: state, ...WORDS[state], author }]
    }),
  )
}

/** A milestone as it was known on a day. */
function reading(milestone: Row, moves: readonly Row[], day: string) {
  const told = moves.filter((move) => move['task'] === milestone['id'] && String(move['day']) <= day).at(-1)
  const actual = String(milestone['actual_on'])
  const dates: MilestoneDates = {
    baseline_on: String(milestone['baseline_on']),
    forecast_on: String(told?.['forecast_on'] ?? milestone['baseline_on']),
    actual_on: actual !== '' && actual <= day ? actual : '',
    imposed_on: String(milestone['imposed_on']),
  }
  return { state: milestoneState(dates, day), expected: expectedOn(dates), baseline: dates.baseline_on }
}
