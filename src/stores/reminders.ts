import { defineStore } from 'pinia'
import { computed } from 'vue'
import { addDays, addWeeks, mondayOf, monthOf, weekOf } from '@/domain/calendar/days'
import { weekToComplete } from '@/domain/reminders/due'
import { defaultPreferences, policyOf, reminderPreferencesId } from '@/domain/reminders/preferences'
import { isTimeZone } from '@/domain/reminders/zones'
import type { ReminderPreferences } from '@/schema/reminder-preferences'
import { userScope } from '@/schema/sync-wire'
import { useToday } from './clock'
import { useLive } from './live'
import { usePeople } from './people'
import { useSession } from './session'

/** How far back the device looks for the first sign of a person's work. */
const SIGNS_DAYS = 35

/** How the person signed in is reminded, what was sent to them, and the week that is still to be given. */
export const useReminders = defineStore('reminders', () => {
  const session = useSession()
  const people = usePeople()
  const today = useToday()
  const mine = <R extends { user: string }>(rows: readonly { row: R }[]) =>
    rows.map(({ row }) => row).filter((row) => row.user === people.myId)

  const preferenceRows = useLive(['reminder_preferences'], (data) => data.list('reminder_preferences'), [])
  const sentRows = useLive(['reminders'], (data) => data.list('reminders'), [])
  const sheetRows = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])
  const entryRows = useLive(
    ['time_entries'],
    (data) => data.entries({ months: recentMonths(today.value), user: people.myId }),
    [],
    [today],
  )

  const policy = computed(() => policyOf(people.settings))
  const stored = computed(() => mine(preferenceRows.value.value)[0] ?? null)
  const choices = computed<ReminderPreferences>(
    () => stored.value ?? defaultPreferences(people.myId, policy.value, people.patternOf(people.myId).zone),
  )
  const received = computed(() => mine(sentRows.value.value).sort((one, other) => (one.day < other.day ? 1 : -1)))
  const isPaused = computed(() => today.value < choices.value.snoozed_until)

  /** The week that the app itself asks for. Somebody without any sign of work before it came later. */
  const missingWeek = computed(() => {
    if (!sheetRows.loaded.value || !entryRows.loaded.value || !preferenceRows.loaded.value) return null
    const sheets = mine(sheetRows.value.value)
    const signs = [...sheets.map(({ week }) => mondayOf(week)), ...entryRows.value.value.map(({ row }) => row.day)]
    return weekToComplete({
      today: today.value,
      pattern: people.patternOf(people.myId),
      since: signs.reduce((first, day) => (day < first ? day : first), today.value),
      submitted: new Set(sheets.filter(({ state }) => state === 'submitted').map(({ week }) => week)),
      preferences: choices.value,
      policy: policy.value,
      reminded: received.value.map(({ week }) => week),
    })
  })

  /** The first choice makes the row, with the clock of the device that it is made on. */
  async function choose(fields: Partial<ReminderPreferences>): Promise<void> {
    const id = reminderPreferencesId(people.myId)
    const place = { coll: 'reminder_preferences', id, scope: userScope(people.myId) } as const
    if (stored.value) return session.open().save([{ op: 'patch', ...place, fields }])
    const { id: _id, ...rest } = choices.value
    const whole = { ...rest, zone: deviceZone() ?? rest.zone, ...fields }
    return session.open().save([{ op: 'create', ...place, fields: whole }])
  }

  const pauseUntil = (day: string) => choose({ snoozed_until: day as ReminderPreferences['snoozed_until'] })
  const later = () => pauseUntil(addDays(today.value, 1))
  const notThisWeek = () => pauseUntil(mondayOf(addWeeks(weekOf(today.value), 1)))
  const resume = () => pauseUntil('')

  return { policy, choices, received, isPaused, missingWeek, choose, later, notThisWeek, resume }
})

function recentMonths(today: string): string[] {
  return [...new Set([monthOf(addDays(today, -SIGNS_DAYS)), monthOf(today)])]
}

/** The device's own zone, when reminders can reckon with it. */
function deviceZone(): string | null {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone
  return isTimeZone(name) ? name : null
}
