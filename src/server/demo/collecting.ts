import { capacityOn } from '@/domain/calendar/capacity'
import { addDays, daysOfWeek, weekOf } from '@/domain/calendar/days'
import { derivedId, weekReviewId } from '@/domain/identity/derived-id'
import { absence, type DemoHistory, type ToldHistory } from './history'
import type { DemoPeople, DemoUser } from './people'
import type { Random } from './random'

type Row = Record<string, unknown>

export interface DemoCollecting {
  absences: Row[]
  week_reviews: Row[]
  actions: Row[]
  comments: Row[]
}

/** Weeks back from today that were looked at: older ones were before the practice began. */
const REVIEWED_WEEKS = 6
const VALIDATED = 0.9
const WORDS = ['Merci pour le détail du lundi.', '', '', 'Bien vu pour les essais.', '', '']

/** Around the time that people gave: leave, what went to no project, what was said of their weeks, what they were asked to do. */
export function demoCollecting(
  { history, elsewhere, awayWeeks }: ToldHistory,
  flags: readonly Row[],
  people: DemoPeople,
  today: string,
  random: Random,
): DemoCollecting {
  const absences = [...elsewhere, ...leaveOf(awayWeeks), ...ahead(people, awayWeeks, today)]
  const week_reviews = reviewsOf(history, people, today, random)
  return { absences, week_reviews, ...actionsOf(flags, people, today) }
}

/** Who has no time in a week was on leave. */
function leaveOf(awayWeeks: ToldHistory['awayWeeks']): Row[] {
  return awayWeeks.flatMap(({ user, week }) =>
    daysOfWeek(week)
      .map((day) => ({ day, capacity: capacityOn({ weekPattern: user.week_pattern, zone: user.holiday_zone }, day) }))
      .filter(({ capacity }) => capacity > 0)
      .map(({ day, capacity }) => absence(user, day, 'leave', capacity)),
  )
}

/** A few who are here are away at the end of this week, as far as it is still to come. */
function ahead(people: DemoPeople, awayWeeks: ToldHistory['awayWeeks'], today: string): Row[] {
  const week = weekOf(today)
  const days = daysOfWeek(week)
  const isAway = (user: DemoUser) => awayWeeks.some((away) => away.user === user && away.week === week)
  return people.contributors
    .filter((user, index) => index % 9 === 3 && !isAway(user))
    .flatMap((user) => [absence(user, days[3]!, 'leave', 1000), absence(user, days[4]!, 'leave', 500)])
    .filter(({ day }) => day >= today)
}

function reviewsOf(history: DemoHistory, people: DemoPeople, today: string, random: Random): Row[] {
  const submitted = new Map(
    history.week_sheets.map((sheet) => [`${String(sheet['user'])} ${String(sheet['week'])}`, sheet['state']]),
  )
  const [from, to] = [weekOf(addDays(today, -7 * REVIEWED_WEEKS)), weekOf(addDays(today, -7))]
  const seen = new Map<string, Row>()
  for (const entry of history.time_entries) {
    const [project, user] = [String(entry['project']), String(entry['user'])]
    const week = weekOf(String(entry['day']))
    // Last week still waits for its review: that is what one does on a Monday.
    if (week < from || week >= to || submitted.get(`${user} ${week}`) !== 'submitted') continue
    const id = weekReviewId(project, user, week)
    if (seen.has(id) || !random.chance(VALIDATED)) continue
    const word = WORDS[random.below(WORDS.length)]!
    seen.set(id, { id, project, user, week, state: 'validated', word, author: people.pmo.id })
  }
  return [...seen.values()]
}

/** What was asked for after the flags that became actions, and what two project managers asked for themselves. */
function actionsOf(
  flags: readonly Row[],
  people: DemoPeople,
  today: string,
): Pick<DemoCollecting, 'actions' | 'comments'> {
  const fromFlags = flags
    .filter((flag) => flag['state'] === 'action' || flag['state'] === 'risk')
    .map((flag, index) => ({
      id: derivedId('demo-action', String(flag['id'])),
      project: flag['project'],
      title: `Suite à donner : ${String(flag['sentence']).slice(0, 120)}`,
      detail: '',
      owner: flag['author'],
      due: addDays(today, [3, -2, 10][index % 3]!),
      state: index % 4 === 3 ? 'done' : 'open',
      done_on: index % 4 === 3 ? addDays(today, -1) : '',
      flag: flag['id'],
      author: people.pmo.id,
    }))
  const comments = fromFlags.slice(0, 2).map((action) => ({
    id: derivedId('demo-comment', action.id),
    project: action.project,
    action: action.id,
    owner: action.owner,
    author: people.pmo.id,
    day: addDays(today, -1),
    rank: 0,
    text: 'Dites-moi si vous avez besoin d’un contact chez le fournisseur.',
  }))
  return { actions: fromFlags, comments }
}
