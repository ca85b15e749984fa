import { addDays, daysBetween } from '@/domain/calendar/days'
import { capacityOver, type WorkPattern } from '@/domain/calendar/capacity'
import { leaveByDay } from '@/domain/timesheet/absences'
import type { Absence } from '@/schema/absence'
import { FULL_TIME } from '@/schema/user'
import { textOf } from '../database/query'

interface MemberPattern {
  weekPattern: number[] | null
  zone: string
  allocation: number
  absences: Pick<Absence, 'user' | 'day' | 'kind' | 'effort'>[]
}

/** A first closing counts from here: what came before it was never asked for. */
const FIRST_PERIOD_DAYS = 7

/** The days that a closing adds to the one before. */
export function periodOf(through: string, previous: string): string[] {
  const from = previous !== '' && previous < through ? addDays(previous, 1) : addDays(through, 1 - FIRST_PERIOD_DAYS)
  return Array.from({ length: daysBetween(from, through) + 1 }, (_, index) => addDays(from, index))
}

/** Days expected of the members and days entered, over these days; thousandths of a day. */
export function givenIn(db: pb.Db, project: string, days: readonly string[]): { expected: number; entered: number } {
  const span = { project, from: days[0]!, to: days.at(-1)! }
  const members = JSON.parse(textOf(db, MEMBERS, span)) as MemberPattern[]
  const expected = members.reduce(
    (sum, member) => sum + Math.round((capacityOver(patternOf(member), days) * member.allocation) / 1000),
    0,
  )
  const entered = Number(textOf(db, ENTERED, span))
  return { expected, entered }
}

export const ENTERED = `SELECT sum(effort) AS value FROM time_entries WHERE project = {:project} AND day BETWEEN {:from} AND {:to}`

const MEMBERS = `SELECT json_group_array(json_object(
    'weekPattern', iif(json_valid(u.week_pattern), json(u.week_pattern), json('null')),
    'zone', coalesce(nullif(u.holiday_zone, ''), (SELECT holiday_zone FROM settings)),
    'allocation', m.allocation,
    'absences', json((SELECT json_group_array(json_object('user', user, 'day', day, 'kind', kind, 'effort', effort)) FROM absences
      WHERE user = u.id AND day BETWEEN {:from} AND {:to})))) AS value
  FROM memberships m JOIN users u ON u.id = m.user WHERE m.project = {:project} AND m.role <> 'sponsor'`

const patternOf = (member: MemberPattern): WorkPattern => ({
  weekPattern: member.weekPattern ?? FULL_TIME,
  zone: member.zone,
  leave: leaveByDay(member.absences),
})
