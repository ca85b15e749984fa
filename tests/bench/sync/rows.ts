import { derivedId, timeEntryId } from '../../../src/domain/identity/derived-id'

/** The rows of the bench: time entries, the same for every contender. */

export interface Entry {
  id: string
  project: string
  task: string
  user: string
  day: string
  effort: number
  comment: string
  author: string
}

/** Where rows live: `large` is seeded, `small` is written to, `storm` is what happens under faults. */
export const SPACES = ['small', 'large', 'storm'] as const
export type Space = (typeof SPACES)[number]

const id = (...words: string[]) => derivedId('bench', ...words)
export const projectOf = (space: Space) => id('project', space)
/** Who signs in to the space: one person, however many devices. */
export const userOf = (space: Space) => id('user', space)
export const taskOf = (space: Space, number: number) => id('task', space, String(number))
export const TASKS_PER_SPACE = 120

const MONTHS = 24
const PEOPLE = 50
export const teamMate = (number: number) => id('mate', String(number))
const DAY = 86_400_000
const dayAfter = (start: string, days: number) => new Date(Date.parse(start) + days * DAY).toISOString().slice(0, 10)
export const LARGE_MONTHS = Array.from({ length: MONTHS }, (_, at) =>
  new Date(Date.UTC(2024, at, 1)).toISOString().slice(0, 7),
)

function entry(space: Space, task: number, user: string, day: string, effort: number, comment: string): Entry {
  const taskId = taskOf(space, task)
  return {
    id: timeEntryId(user, taskId, day),
    project: projectOf(space),
    task: taskId,
    user,
    day,
    effort,
    comment,
    author: user,
  }
}

/** The history of a team of fifty over two years. */
export function largeRows(count: number): Entry[] {
  const rows: Entry[] = []
  for (const month of LARGE_MONTHS)
    for (let person = 0; person < PEOPLE; person++)
      for (let at = 0; at < 84 && rows.length < count; at++) {
        const day = `${month}-${String(1 + (at % 28)).padStart(2, '0')}`
        const comment = at % 5 === 0 ? `Formwork of pier ${at}, second pour` : ''
        rows.push(entry('large', Math.floor(at / 28), teamMate(person), day, 250 + (at % 3) * 250, comment))
      }
  return rows
}

/** Rows that nobody has written yet: each `task` gives up to 1,500 days. */
export function freshRows(space: Space, task: number, count: number): Entry[] {
  return Array.from({ length: count }, (_, at) =>
    entry(space, task, userOf(space), dayAfter('2022-01-01', at), 500, `row ${at}`),
  )
}
