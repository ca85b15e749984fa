import { describe, expect, it } from 'vitest'
import { defaultPreferences, policyOf, reminderId, reminderPreferencesId } from '@/domain/reminders/preferences'
import { dueReminder, weekToComplete, type ReminderCase } from '@/domain/reminders/due'
import { workedDays } from '@/domain/reminders/worked-days'

const fullTime = { weekPattern: [1000, 1000, 1000, 1000, 1000, 0, 0], zone: 'metropole' }
const preferences = defaultPreferences('useranna0000000', policyOf(null), 'metropole')
const at = (day: string, hour: number) => ({ day, minute: hour * 60 }) as ReminderCase['now']

const aCase = (the: Partial<ReminderCase> = {}): ReminderCase => ({
  now: at('2026-11-20', 17),
  pattern: fullTime,
  since: '2026-01-01',
  submitted: new Set(['2026-W46']),
  preferences,
  policy: policyOf(null),
  sent: [],
  reachable: ['push', 'email', 'app'],
  ...the,
})
const leave = (...days: string[]) => ({ ...fullTime, leave: new Map(days.map((day) => [day, 1000])) })

describe('a reminder is due', () => {
  it('on Friday, in the last hours', () => {
    expect(dueReminder(aCase())).toEqual({ week: '2026-W47', n: 1, channel: 'push', tone: 'neutral' })
    expect(dueReminder(aCase({ now: at('2026-11-20', 15) }))).toBe(null)
    expect(dueReminder(aCase({ now: at('2026-11-20', 18) }))).toBe(null)
  })

  it('on Wednesday for who is on leave from Thursday', () => {
    const pattern = leave('2026-11-19', '2026-11-20')
    expect(workedDays(pattern, '2026-W47').at(-1)).toBe('2026-11-18')
    expect(dueReminder(aCase({ pattern, now: at('2026-11-18', 17) }))).toMatchObject({ week: '2026-W47', n: 1 })
    expect(dueReminder(aCase({ pattern }))).toBe(null)
  })

  it('once more on the next working morning, which is not a public holiday', () => {
    const sent = [{ week: '2026-W46', day: '2026-11-13' }]
    const monday = aCase({ submitted: new Set(), now: at('2026-11-16', 9), sent })
    expect(dueReminder(monday)).toMatchObject({ week: '2026-W46', n: 2 })
    const easter = { submitted: new Set<string>(), sent: [{ week: '2026-W14', day: '2026-04-03' }] }
    expect(dueReminder(aCase({ ...easter, now: at('2026-04-06', 9) }))).toBe(null)
    expect(dueReminder(aCase({ ...easter, now: at('2026-04-07', 9) }))).toMatchObject({ week: '2026-W14', n: 2 })
  })

  it('never a third time for the same week', () => {
    const sent = ['2026-11-13', '2026-11-16'].map((day) => ({ week: '2026-W46', day }))
    expect(dueReminder(aCase({ submitted: new Set(), now: at('2026-11-17', 9), sent }))).toBe(null)
  })

  it('after a pause, for the week before', () => {
    const paused = { ...preferences, snoozed_until: '2026-11-18' as const }
    const missing = { submitted: new Set<string>(), preferences: paused as typeof preferences }
    expect(dueReminder(aCase({ ...missing, now: at('2026-11-17', 9) }))).toBe(null)
    expect(dueReminder(aCase({ ...missing, now: at('2026-11-18', 9) }))).toMatchObject({ week: '2026-W46', n: 1 })
  })

  it('not for a week before the person came', () => {
    expect(dueReminder(aCase({ submitted: new Set(), now: at('2026-11-16', 10), since: '2026-11-16' }))).toBe(null)
  })

  it('by the first way that the person accepts and can be reached by', () => {
    const by = (the: Partial<ReminderCase>) => dueReminder(aCase(the))?.channel
    expect(by({ reachable: ['email', 'app'] })).toBe('email')
    expect(by({ preferences: { ...preferences, by_push: false, by_email: false } })).toBe('app')
    expect(by({ preferences: { ...preferences, by_email: false, by_app: false }, reachable: ['email', 'app'] })).toBe(
      undefined,
    )
  })

  it('in the hours that the organisation set for those who set none', () => {
    const policy = policyOf({ reminder_from: 480, reminder_to: 960 })
    expect(defaultPreferences('u', policy, '')).toMatchObject({ from_minute: 480, to_minute: 960 })
    expect(defaultPreferences('u', policyOf({ reminder_from: 0, reminder_to: 0 }), '')).toMatchObject({
      from_minute: 540,
      to_minute: 1080,
    })
  })
})

describe('the app itself says', () => {
  const banner = (the: Partial<Parameters<typeof weekToComplete>[0]> = {}) =>
    weekToComplete({ today: '2026-11-20', reminded: [], ...aCase({ submitted: new Set() }), ...the })

  it('that the week before is not complete, until it is, or the person says later', () => {
    expect(banner()).toBe('2026-W46')
    expect(banner({ submitted: new Set(['2026-W46']) })).toBe(null)
    expect(banner({ preferences: { ...preferences, by_app: false } })).toBe(null)
    expect(banner({ preferences: { ...preferences, snoozed_until: '2026-11-23' as never } })).toBe(null)
    expect(banner({ since: '2026-11-16' })).toBe(null)
  })

  it('what the server reminded of, also where nothing else reaches the person', () => {
    const submitted = new Set(['2026-W46'])
    expect(banner({ submitted, reminded: ['2026-W45'] })).toBe(null)
    expect(banner({ submitted, reminded: ['2026-W47'] })).toBe('2026-W47')
    expect(banner({ submitted: new Set(['2026-W46', '2026-W47']), reminded: ['2026-W47'] })).toBe(null)
  })
})

it('ids are derived, so that the same reminder exists once', () => {
  expect(reminderId('anna', '2026-W47', 1)).toBe(reminderId('anna', '2026-W47', 1))
  expect(reminderId('anna', '2026-W47', 1)).not.toBe(reminderId('anna', '2026-W47', 2))
  expect(reminderPreferencesId('anna')).toHaveLength(15)
})
