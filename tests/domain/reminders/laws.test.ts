import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekday, weekOf } from '@/domain/calendar/days'
import { HOLIDAY_ZONES, holidayOn } from '@/domain/calendar/holidays'
import { defaultPreferences, policyOf } from '@/domain/reminders/preferences'
import { dueReminder, type ReminderCase } from '@/domain/reminders/due'
import { TIME_ZONES, wallClock, type WallClock } from '@/domain/reminders/zones'
import { REMINDER_CHANNELS } from '@/schema/reminder'

/**
 * Whole months of a person's life with the server: it looks every quarter of an hour, is down at times, forgets everything
 * but what it wrote, and the person submits, goes on leave and reopens. Then every reminder is held against the laws.
 */

const FIRST = '2026-03-02'
const DAYS = 33
const QUARTER = 15 * 60_000
/** Every law is held against the same lives, which are lived once. */
const SEED = Date.now()
const lived = new Map<string, Sent[]>()

const someDay = fc.integer({ min: 0, max: DAYS }).map((count) => addDays(FIRST, count))
const aPattern = fc.oneof(
  fc.constant([1000, 1000, 1000, 1000, 1000, 0, 0]),
  fc.array(fc.constantFrom(0, 500, 1000), { minLength: 7, maxLength: 7 }),
)
const hours = fc
  .tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 }))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)

const aLife = fc.record({
  zone: fc.constantFrom(...TIME_ZONES),
  holidays: fc.constantFrom(...HOLIDAY_ZONES),
  weekPattern: aPattern,
  leave: fc.uniqueArray(fc.tuple(someDay, fc.constantFrom(500, 1000)), { selector: ([day]) => day, maxLength: 12 }),
  /** When a week is submitted, and whether it is opened again a day later. */
  submissions: fc.uniqueArray(fc.tuple(someDay, fc.integer({ min: 0, max: 95 }), fc.boolean()), {
    selector: ([day]) => weekOf(day),
    maxLength: 4,
  }),
  hours: fc.oneof(fc.constant([540, 1080] as const), hours),
  quiet: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
  cap: fc.integer({ min: 1, max: 3 }),
  snoozed: fc.option(someDay, { nil: '' }),
  since: fc.oneof(fc.constant('2020-01-01'), someDay),
  off: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  channels: fc.record({ by_push: fc.boolean(), by_email: fc.boolean(), by_app: fc.boolean() }),
  reachable: fc.subarray([...REMINDER_CHANNELS]),
  /** Quarters of an hour at which the server does not run. */
  down: fc.array(fc.tuple(fc.integer({ min: 0, max: DAYS * 96 }), fc.integer({ min: 1, max: 300 })), { maxLength: 3 }),
})
type Life = typeof aLife extends fc.Arbitrary<infer L> ? L : never

interface Sent {
  week: string
  day: string
  n: number
  channel: string
  now: WallClock
  submitted: ReadonlySet<string>
}

function submittedAt(life: Life, now: WallClock): Set<string> {
  const asOf = now.day + String(now.minute).padStart(4, '0')
  const at = (day: string, quarter: number) => day + String(quarter * 15).padStart(4, '0')
  return new Set(
    life.submissions
      .filter(
        ([day, quarter, reopens]) => at(day, quarter) <= asOf && !(reopens && at(addDays(day, 1), quarter) <= asOf),
      )
      .map(([day]) => weekOf(day)),
  )
}

function caseOf(life: Life, now: WallClock, sent: readonly Sent[]): ReminderCase {
  const defaults = defaultPreferences('someone', policyOf(null), life.holidays)
  const [from_minute, to_minute] = life.hours
  const choices = { off: life.off, ...life.channels, from_minute, to_minute, quiet_days: life.quiet }
  return {
    now,
    pattern: { weekPattern: life.weekPattern, zone: life.holidays, leave: new Map(life.leave) },
    since: life.since,
    submitted: submittedAt(life, now),
    preferences: { ...defaults, ...choices, weekly_cap: life.cap, snoozed_until: life.snoozed as '' },
    policy: policyOf(null),
    // What is written is all that a new start knows.
    sent: JSON.parse(JSON.stringify(sent)) as Sent[],
    reachable: life.reachable,
  }
}

/** Every reminder that leaves in these weeks. */
function live(life: Life): Sent[] {
  const sent: Sent[] = []
  const start = Date.parse(`${FIRST}T00:00:00Z`)
  for (let turn = 0; turn < DAYS * 96; turn++) {
    if (life.down.some(([from, count]) => turn >= from && turn < from + count)) continue
    const now = wallClock(life.zone, start + turn * QUARTER)
    const due = dueReminder(caseOf(life, now, sent))
    if (due) sent.push({ ...due, day: now.day, now, submitted: submittedAt(life, now) })
  }
  return sent
}

/** For each reminder of any life. */
function always(law: (reminder: Sent, life: Life, all: readonly Sent[]) => void): void {
  fc.assert(
    fc.property(aLife, (life) => {
      const key = JSON.stringify(life)
      const all = lived.get(key) ?? live(life)
      lived.set(key, all)
      for (const reminder of all) law(reminder, life, all)
    }),
    { numRuns: 60, seed: SEED },
  )
}

/** Said again here, in another way than the code under test does. */
function expectation(life: Life, day: string): number {
  if (holidayOn(life.holidays, day)) return 0
  const off = life.leave.find(([one]) => one === day)?.[1] ?? 0
  return (life.weekPattern[weekday(day) - 1] ?? 0) - off
}
const weekDays = (week: string) =>
  Array.from({ length: DAYS + 28 }, (_, count) => addDays(FIRST, count - 14)).filter((day) => weekOf(day) === week)

describe('nobody is reminded', () => {
  it('who submitted that week', () => always((one) => expect(one.submitted.has(one.week)).toBe(false)))

  it('on a day of leave, a public holiday or a day that they do not work', () =>
    always((one, life) => expect(expectation(life, one.day)).toBeGreaterThan(0)))

  it('of a week in which nothing is expected', () =>
    always((one, life) => expect(weekDays(one.week).some((day) => expectation(life, day) > 0)).toBe(true)))

  it('outside their own hours, on their own clock', () =>
    always((one, life) => {
      expect(one.now.minute).toBeGreaterThanOrEqual(life.hours[0])
      expect(one.now.minute).toBeLessThan(life.hours[1])
    }))

  it('on a quiet day, during a pause, or when they turned reminders off', () =>
    always((one, life) => {
      expect(life.quiet).not.toContain(weekday(one.day))
      expect(one.day >= life.snoozed).toBe(true)
      expect(life.off).toBe(false)
    }))

  it('more often in a week than their cap, nor twice on a day', () =>
    always((one, life, all) => {
      expect(all.filter(({ day }) => weekOf(day) === weekOf(one.day)).length).toBeLessThanOrEqual(life.cap)
      expect(all.filter(({ day }) => day === one.day)).toHaveLength(1)
    }))

  it('twice of the same thing, whatever stopped in between', () =>
    always((one, _life, all) => {
      expect(all.filter(({ week, n }) => week === one.week && n === one.n)).toHaveLength(1)
      expect(all.filter(({ week }) => week === one.week).length).toBeLessThanOrEqual(2)
    }))

  it('of a week before they came, of one to come, or of one long past', () =>
    always((one, life) => {
      expect(weekDays(one.week).some((day) => day >= life.since && expectation(life, day) > 0)).toBe(true)
      expect([weekOf(one.day), weekOf(addDays(one.day, -7))]).toContain(one.week)
    }))

  it('of the week that runs before its last worked day', () =>
    always((one, life) => {
      if (one.week !== weekOf(one.day)) return
      const later = weekDays(one.week).filter((day) => day > one.day && expectation(life, day) > 0)
      expect(later).toEqual([])
    }))

  it('by a way that they declined or that does not reach them', () =>
    always((one, life) => {
      expect(life.reachable).toContain(one.channel)
      const accepted = { push: life.channels.by_push, email: life.channels.by_email, app: life.channels.by_app }
      expect(accepted[one.channel as keyof typeof accepted]).toBe(true)
    }))
})

describe('somebody with plain choices', () => {
  const plain = fc.record({
    zone: fc.constantFrom(...TIME_ZONES),
    holidays: fc.constantFrom(...HOLIDAY_ZONES),
  })
  const lifeOf = (the: { zone: string; holidays: Life['holidays'] }): Life => ({
    ...the,
    weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0],
    leave: [],
    submissions: [],
    hours: [540, 1080],
    quiet: [],
    cap: 2,
    snoozed: '',
    since: '2020-01-01',
    off: false,
    channels: { by_push: true, by_email: true, by_app: true },
    reachable: ['push', 'email', 'app'],
    down: [],
  })

  it('who never submits is asked at the end of each week and on the next working morning, and no more', () => {
    fc.assert(
      fc.property(plain, (the) => {
        const all = live(lifeOf(the))
        for (const week of ['2026-W10', '2026-W11', '2026-W12'])
          expect(all.filter((one) => one.week === week).map(({ now }) => now.minute)).toEqual([960, 540])
      }),
      { numRuns: 15 },
    )
  })
})
