import { computed, shallowRef, type Ref } from 'vue'
import { addWeeks, dayNumber, daysOfWeek, monthOf } from '@/domain/calendar/days'
import { timeEntryId, weekSheetId } from '@/domain/identity/derived-id'
import { isActivity } from '@/domain/timesheet/absences'
import { latestEstimates, suggestedRemaining } from '@/domain/timesheet/remaining'
import { weekRows } from '@/domain/timesheet/rows'
import { total, weekDays } from '@/domain/timesheet/week'
import { ABSENCE_KINDS, type Absence, type AbsenceKind } from '@/schema/absence'
import type { WeekId } from '@/schema/brands'
import type { TimeEntry } from '@/schema/time-entry'
import type { Shown, SyncMark } from '@/sync/door'
import { useAbsences } from './absences'
import { useToday } from './clock'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useWeekReviews } from './week-reviews'

const NEVER_DAY = '1970-01-01'
const DEFAULT_STEP = 250

/** `saving`: tapped, and not yet known to be safe on this device. */
export interface ShownEntry {
  row: TimeEntry
  mark: SyncMark | 'saving'
}

export type WeekReading = ReturnType<typeof useWeekReading>

/** What the week of a person is made of, as this device knows it: their own, or that of somebody whose work one follows. */
export function useWeekReading(who: Ref<string>, week: Ref<WeekId>) {
  const people = usePeople()
  const projects = useProjects()
  const absences = useAbsences()
  const weekReviews = useWeekReviews()
  const today = useToday()

  /** Rows that the person added and that have nothing yet, by week: ids of tasks, kinds of absence. */
  const added = shallowRef<Record<string, string[]>>({})
  /** Taps not read back from the device's store yet: on screen at once, however fast the fingers. */
  const tapped = shallowRef(new Map<string, TimeEntry>())

  const entryRows = useLive(
    ['time_entries'],
    (data) => data.entries({ months: monthsAround(week.value), user: who.value }),
    [],
    [week, who],
  )
  const estimateRows = useLive(['remaining_estimates'], (data) => data.list('remaining_estimates'), [])
  const assignmentRows = useLive(['assignments'], (data) => data.list('assignments'), [])
  const sheetRows = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])

  const entries = computed(() => inWeek(withTaps(entryRows.value.value, tapped.value), week.value))
  const lastWeek = computed(() =>
    inWeek(entryRows.value.value, addWeeks(week.value, -1))
      .map(({ row }) => row)
      .filter((row) => isOpen(row.task)),
  )
  const absencesOfWeek = computed(() => absences.of(who.value).filter((row) => isInWeek(row.day, week.value)))
  const pattern = computed(() => people.patternOf(who.value))
  const days = computed(() => {
    const rows = entries.value.map(({ row }) => row)
    return weekDays(week.value, pattern.value, rows, absencesOfWeek.value)
  })
  const entered = computed(() => days.value.reduce((sum, day) => sum + day.entered, 0))
  const expected = computed(() => days.value.reduce((sum, day) => sum + day.capacity, 0))
  const step = computed(() => people.settings?.entry_step || DEFAULT_STEP)

  const assignments = computed(() =>
    assignmentRows.value.value.map(({ row }) => row).filter((row) => row.user === who.value),
  )
  const estimates = computed(() =>
    latestEstimates(estimateRows.value.value.map(({ row }) => row).filter((row) => row.user === who.value)),
  )

  const rows = computed(() => {
    const shown = weekRows({
      assigned: assignments.value.map((row) => row.task).filter((task) => isOpen(task)),
      thisWeek: entries.value.map(({ row }) => row),
      lastWeek: lastWeek.value,
      added: (added.value[week.value] ?? []).filter((row) => projects.taskById.has(row)),
    })
    return shown.flatMap((task) => {
      const known = projects.taskById.get(task)
      const project = known && projects.projectById.get(known.project)
      return known && project ? [{ task: known, project }] : []
    })
  })
  /** Kinds of absence with a row this week; activities also when they had time last week. */
  const activities = computed(() => ABSENCE_KINDS.filter((kind) => hasRow(kind)))

  function hasRow(kind: AbsenceKind): boolean {
    const before = addWeeks(week.value, -1)
    return (
      (added.value[week.value] ?? []).includes(kind) ||
      absencesOfWeek.value.some((row) => row.kind === kind) ||
      (isActivity(kind) &&
        absences.of(who.value).some((row) => row.kind === kind && row.effort > 0 && isInWeek(row.day, before)))
    )
  }

  const sheet = computed(() =>
    sheetRows.value.value.find(({ row }) => row.user === who.value && row.week === week.value),
  )
  const sheetId = computed(() => weekSheetId(who.value, week.value))
  const isSubmitted = computed(() => sheet.value?.row.state === 'submitted')
  const reviews = computed(() => weekReviews.of(who.value, week.value))
  const validatedProjects = computed(
    () => new Set<string>(reviews.value.filter((row) => row.state === 'validated').map((row) => row.project)),
  )

  /** What a closing counted stays as it counted it. */
  const isClosed = (project: string, day: string) => day <= (projects.projectById.get(project)?.closed_through ?? '')
  /** Projects that are closed through the end of the week. */
  const closedProjects = computed(() => {
    const last = days.value.at(-1)?.day ?? ''
    return new Set<string>(projects.projects.filter(({ id }) => isClosed(id, last)).map(({ id }) => id))
  })
  /** Nothing changes there any more in this week: somebody validated it, or its period is closed. */
  const lockedProjects = computed(() => new Set<string>([...validatedProjects.value, ...closedProjects.value]))

  function isOpen(task: string): boolean {
    return projects.openTaskIds.has(task)
  }

  function entryOf(task: string, day: string): ShownEntry | undefined {
    return entries.value.find(({ row }) => row.task === task && row.day === day)
  }

  function absenceOf(kind: AbsenceKind, day: string): Absence | undefined {
    return absencesOfWeek.value.find((row) => row.kind === kind && row.day === day)
  }

  /** The entry of a day has this id even where there is none any more. */
  const entryIdOf = (task: string, day: string): string => timeEntryId(who.value, task, day)

  /** Who typed an entry, where it was somebody else. What was changed here since is the person's own again. */
  function typedBy({ row, mark }: ShownEntry): string | null {
    return mark === 'sent' && row.author !== row.user ? people.nameOf(row.author) : null
  }

  /** R as last given by the person, else the effort planned for them, with what was entered since. */
  function remainingOf(task: string) {
    const estimate = estimates.value.get(`${task}|${who.value}`)
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
      finished: estimate?.finished === true,
    }
  }

  /** Tasks that got time this week and whose RAF was not looked at since: what a single tap may confirm. */
  const unconfirmed = computed(() => {
    const monday = daysOfWeek(week.value)[0]!
    // A week entered ahead of time is confirmed by a look today.
    const since = monday < today.value ? monday : today.value
    const worked = new Set(entries.value.filter(({ row }) => row.effort > 0).map(({ row }) => row.task as string))
    return rows.value
      .map(({ task }) => task)
      .filter((task) => worked.has(task.id) && task.state === 'open')
      .filter((task) => {
        const { known, confirmedOn } = remainingOf(task.id)
        return known !== null && confirmedOn < since
      })
  })

  function addRow(row: string) {
    added.value = { ...added.value, [week.value]: [...(added.value[week.value] ?? []), row] }
  }

  return {
    who,
    week,
    tapped,
    pattern,
    step,
    days,
    rows,
    activities,
    lastWeek,
    assignments,
    entered,
    expected,
    sheet,
    sheetId,
    isSubmitted,
    reviews,
    closedProjects,
    isClosed,
    lockedProjects,
    validatedProjects,
    unconfirmed,
    loaded: entryRows.loaded,
    refresh: entryRows.refresh,
    entries,
    entryOf,
    absenceOf,
    entryIdOf,
    typedBy,
    remainingOf,
    addRow,
  }
}

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

function isInWeek(day: string, week: string): boolean {
  const offset = dayNumber(day) - dayNumber(daysOfWeek(week)[0]!)
  return offset >= 0 && offset < 7
}

function inWeek(all: readonly ShownEntry[], week: string): ShownEntry[] {
  return all.filter(({ row }) => isInWeek(row.day, week))
}
