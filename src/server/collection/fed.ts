import { addDays, addWeeks, mondayOf } from '@/domain/calendar/days'
import type { RecordId } from '@/schema/brands'
import { FED_LEAST_PEOPLE, FED_WEEKS, fedRequest, type Fed } from '@/schema/fed'
import { textOf } from '../database/query'
import { answer, readBody, refuse, signedIn } from '../web/answers'

type FedWeek = Fed['projects'][number]['weeks'][number]

/**
 * POST /api/jalon/fed: what a person's week was added to: the team's time per week in each project that the week went to.
 * A week in which fewer than three people gave time is not told: its sum would be a colleague's.
 */
export function fed(e: pb.Request): void {
  const asked = readBody(e, fedRequest)
  if (!asked) return refuse(e, 400, 'bad-request')
  const weeks = Array.from({ length: FED_WEEKS }, (_, index) => addWeeks(asked.week, index + 1 - FED_WEEKS))
  const projects = projectsOf(signedIn(e).id, mondayOf(asked.week))
  return answer(e, { projects: projects.map((project) => ({ project, weeks: sums(project, weeks) })) } satisfies Fed)
}

/** Where this person gave time in the week, among the projects that they still belong to. */
function projectsOf(me: string, monday: string): RecordId[] {
  const sql = `SELECT json_group_array(DISTINCT t.project) AS value FROM time_entries t
    JOIN memberships m ON m.project = t.project AND m.user = t.user
    WHERE t.user = {:me} AND t.day BETWEEN {:from} AND {:to} AND t.effort > 0`
  return JSON.parse(textOf($app.db(), sql, { me, from: monday, to: addDays(monday, 6) })) as RecordId[]
}

function sums(project: string, weeks: readonly string[]): FedWeek[] {
  const spans = weeks.map((week) => ({ week, from: mondayOf(week), to: addDays(mondayOf(week), 6) }))
  const sql = `SELECT json_group_array(json_object('week', week, 'effort', effort) ORDER BY week) AS value FROM (
    SELECT w.value ->> 'week' AS week,
      iif(count(DISTINCT t.user) BETWEEN 1 AND {:few}, NULL, coalesce(sum(t.effort), 0)) AS effort
    FROM json_each({:spans}) w LEFT JOIN time_entries t
      ON t.project = {:project} AND t.effort > 0 AND t.day BETWEEN w.value ->> 'from' AND w.value ->> 'to'
    GROUP BY 1)`
  const parameters = { project, spans: JSON.stringify(spans), few: FED_LEAST_PEOPLE - 1 }
  return JSON.parse(textOf($app.db(), sql, parameters)) as FedWeek[]
}
