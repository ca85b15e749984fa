import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { addWeeks, dayNumber, daysOfWeek, monthOf, weekOf } from '@/domain/calendar/days'
import { timeEntryId, weekSheetId } from '@/domain/identity/derived-id'
import { latestEstimates, suggestedRemaining } from '@/domain/timesheet/remaining'
import { weekRows } from '@/domain/timesheet/rows'
import { total, weekDays } from '@/domain/timesheet/week'
import type { IsoDay, WeekId } from '@/schema/brands'
import type { TimeEntry } from '@/schema/time-entry'
import { userScope } from '@/schema/sync-wire'
import type { LocalWrite, Shown, SyncMark } from '@/sync/door'
import { useToday } from './clock'
import { useLive } from './live'
import { newId } from './new-id'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'

const NEVER_DAY = '1970-01-01'

/** `saving`: tapped, and not yet known to be safe on this device. */
export interface ShownEntry {
  row: TimeEntry
  mark: SyncMark | 'saving'
}

/** The week of the person signed in: what they read and what they do on *Ma semaine*. */
export const useWeek = defineStore('week', () => {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const today = useToday()

  const week = ref<WeekId>(weekOf(today.value))
  const added = ref<Record<string, string[]>>({})
  /** Taps not read back from the device's store yet: on screen at once, however fast the fingers. */
  const tapped = shallowRef(new Map<string, TimeEntry>())
  const me = computed(() => people.myId)

  const entryRows = useLive(
    ['time_entries'],
    (data) => data.entries({ months: monthsAround(week.value), user: me.value }),
    [],
    [week, me],
  )
  const estimateRows = useLive(['remaining_estimates'], (data) => data.list('remaining_estimates'), [])
  const assignmentRows = useLive(['assignments'], (data) => data.list('assignments'), [])
  const sheetRows = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])

  const entries = computed(() => entriesOf(withTaps(entryRows.value.value, tapped.value), week.value))
  const days = computed(() =>
    weekDays(
      week.value,
      people.patternOf(me.value),
      entries.value.map(({ row }) => row),
    ),
  )
  const entered = computed(() => days.value.reduce((sum, day) => sum + day.entered, 0))
  const expected = computed(() => days.value.reduce((sum, day) => sum + day.capacity, 0))
  const assignments = computed(() =>
    assignmentRows.value.value.map(({ row }) => row).filter((row) => row.user === me.value),
  )
  const estimates = computed(() =>
    latestEstimates(estimateRows.value.value.map(({ row }) => row).filter((row) => row.user === me.value)),
  )

  const rows = computed(() => {
    const shown = weekRows({
      assigned: assignments.value.map((row) => row.task).filter((task) => isOpen(task)),
      thisWeek: entries.value.map(({ row }) => row),
      lastWeek: entriesOf(entryRows.value.value, addWeeks(week.value, -1))
        .map(({ row }) => row)
        .filter((row) => isOpen(row.task)),
      added: added.value[week.value] ?? [],
    })
    return shown.flatMap((task) => {
      const known = projects.taskById.get(task)
      const project = known && projects.projectById.get(known.project)
      return known && project ? [{ task: known, project }] : []
    })
  })

  const sheet = computed(() =>
    sheetRows.value.value.find(({ row }) => row.user === me.value && row.week === week.value),
  )
  const sheetId = computed(() => weekSheetId(me.value, week.value))
  const isSubmitted = computed(() => sheet.value?.row.state === 'submitted')

  function isOpen(task: string): boolean {
    return projects.openTasks.some((open) => open.id === task)
  }

  function entryOf(task: string, day: string): ShownEntry | undefined {
    return entries.value.find(({ row }) => row.task === task && row.day === day)
  }

  /** The entry of a day has this id even where there is none any more. */
  function entryIdOf(task: string, day: string): string {
    return timeEntryId(me.value, task, day)
  }

  /** R as last given by me, else the effort planned for me, with what I entered since. */
  function remainingOf(task: string) {
    const estimate = estimates.value.get(`${task}|${me.value}`)
    const planned = assignments.value.find((row) => row.task === task)?.effort ?? null
    const since = total(
      entryRows.value.value
        .map(({ row }) => row)
        .filter((row) => row.task === task && row.day > (estimate?.day ?? NEVER_DAY)),
    )
    const known = estimate?.remaining ?? planned
    return {
      known,
      confirmedOn: estimate?.day ?? '',
      suggested: known === null ? null : suggestedRemaining(known, since),
      rank: estimate?.rank ?? -1,
    }
  }

  function go(count: number) {
    week.value = addWeeks(week.value, count)
  }

  function open(wanted: WeekId) {
    week.value = wanted
  }

  function addRow(task: string) {
    added.value = { ...added.value, [week.value]: [...(added.value[week.value] ?? []), task] }
  }

  /** Puts a day's effort on a task; 0 takes it back and keeps the row. */
  async function saveDay(task: string, day: IsoDay, effort: number): Promise<void> {
    const project = projects.taskById.get(task)?.project
    if (!project) return
    const known = entryOf(task, day)
    const id = entryIdOf(task, day)
    const fields = { project, task, user: me.value, day, effort, comment: '', author: me.value }
    // Person and day say where the entry lies; what did not change is not sent.
    const write: LocalWrite = known
      ? { op: 'patch', coll: 'time_entries', id, scope: project, fields: { user: me.value, day, effort } }
      : { op: 'create', coll: 'time_entries', id, scope: project, fields }
    const tap = { ...fields, ...known?.row, id, effort } as TimeEntry
    tapped.value = new Map(tapped.value).set(id, tap)
    try {
      await session.open().save([write, ...reopening()])
      await entryRows.refresh()
    } finally {
      // A later tap on the same day keeps its own place.
      if (tapped.value.get(id) === tap) {
        const rest = new Map(tapped.value)
        rest.delete(id)
        tapped.value = rest
      }
    }
  }

  async function saveRemaining(task: string, remaining: number): Promise<void> {
    const project = projects.taskById.get(task)?.project
    if (!project) return
    const before = remainingOf(task)
    await session.open().save([
      {
        op: 'create',
        coll: 'remaining_estimates',
        id: newId(),
        scope: project,
        fields: {
          project,
          task,
          user: me.value,
          day: today.value,
          remaining,
          progress: null,
          rank: before.confirmedOn === today.value ? before.rank + 1 : 0,
        },
      },
    ])
  }

  async function setSubmitted(submitted: boolean): Promise<void> {
    await session.open().save([sheetWrite(submitted ? 'submitted' : 'open')])
  }

  /** A change after "my week is complete" opens the week again: it would be untrue otherwise. */
  function reopening(): LocalWrite[] {
    return isSubmitted.value ? [sheetWrite('open')] : []
  }

  function sheetWrite(state: 'open' | 'submitted'): LocalWrite {
    const id = sheetId.value
    const scope = userScope(me.value)
    if (sheet.value) return { op: 'patch', coll: 'week_sheets', id, scope, fields: { state } }
    const fields = { user: me.value, week: week.value, state, comment: '' }
    return { op: 'create', coll: 'week_sheets', id, scope, fields }
  }

  return {
    week,
    days,
    rows,
    entered,
    expected,
    isSubmitted,
    sheetId,
    loaded: entryRows.loaded,
    entryOf,
    entryIdOf,
    remainingOf,
    go,
    open,
    addRow,
    saveDay,
    saveRemaining,
    setSubmitted,
  }
})

/** The months of the week shown and of the one before it. */
function monthsAround(week: string): string[] {
  const daysShown = [...daysOfWeek(addWeeks(week, -1)), ...daysOfWeek(week)]
  return [...new Set(daysShown.map(monthOf))]
}

/** The stored entries with the taps that are still on their way in front of them. */
function withTaps(stored: readonly Shown<TimeEntry>[], taps: ReadonlyMap<string, TimeEntry>): ShownEntry[] {
  if (taps.size === 0) return [...stored]
  const others = stored.filter(({ row }) => !taps.has(row.id))
  return [...others, ...[...taps.values()].map((row) => ({ row, mark: 'saving' as const }))]
}

function entriesOf(all: readonly ShownEntry[], week: string): ShownEntry[] {
  const monday = dayNumber(daysOfWeek(week)[0]!)
  return all.filter(({ row }) => {
    const offset = dayNumber(row.day) - monday
    return offset >= 0 && offset < 7
  })
}
