import { computed, ref, type Ref } from 'vue'
import { addDays, monthOf, weekOf } from '@/domain/calendar/days'
import { timeEntryId } from '@/domain/identity/derived-id'
import { bringIn, isChange, type BringMode, type BroughtCell, type BroughtLine } from '@/domain/timesheet/bring-in'
import { total } from '@/domain/timesheet/week'
import { userScope } from '@/schema/sync-wire'
import type { TimeEntry } from '@/schema/time-entry'
import type { LocalWrite } from '@/sync/door'
import { keepBroughtTime, readBroughtTime } from './brought-time'
import { useToday } from './clock'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'
import { historyMonths, useSession } from './session'
import { makeUndo } from './undo'
import { useWeekReviews } from './week-reviews'

/** One week of what is about to be brought in. */
export interface BroughtWeek {
  week: string
  cells: BroughtCell[]
  /** What will be written, thousandths of a day. */
  changed: number
}

const DAY_MINUTES = 420
const STEP = 250

/** Lines of another tool's time against the person's own weeks: what would change, then all of it in one save. Works offline. */
export function useBringingTime(lines: Ref<readonly BroughtLine[]>) {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const reviews = useWeekReviews()
  const today = useToday()
  const undo = makeUndo()
  const mode = ref<BringMode>('keep')
  const brought = ref(readBroughtTime(people.myId))

  const months = computed(() => [...new Set(lines.value.map(({ day }) => monthOf(day)))].toSorted())
  const monthsKey = computed(() => months.value.join())
  const rows = useLive(
    ['time_entries'],
    (data) => data.entries({ months: months.value, user: people.myId }),
    [],
    [monthsKey],
  )
  const sheets = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])
  const known = computed(() => new Map(rows.value.value.map(({ row }) => [row.id as string, row])))
  const byDay = computed(() => {
    const days = new Map<string, number>()
    for (const { row } of rows.value.value) days.set(row.day, (days.get(row.day) ?? 0) + row.effort)
    return days
  })

  const idOf = (task: string, day: string) => timeEntryId(people.myId, task, day)
  const projectOf = (task: string) => projects.taskById.get(task)?.project ?? ''

  const cells = computed(() =>
    bringIn(lines.value, {
      mode: mode.value,
      dayMinutes: people.settings?.day_minutes || DAY_MINUTES,
      step: people.settings?.entry_step || STEP,
      dayLimit: people.settings?.day_limit ?? 0,
      today: today.value,
      knownFrom: firstKnownDay(today.value),
      taskOf: (task) => projects.taskById.get(task) ?? null,
      closedThrough: (project) => projects.projectById.get(project)?.closed_through ?? '',
      isValidated: (project, day) =>
        reviews.of(people.myId, weekOf(day)).some((row) => row.project === project && row.state === 'validated'),
      effortOf: (task, day) => known.value.get(idOf(task, day))?.effort ?? null,
      dayEffort: (day) => byDay.value.get(day) ?? 0,
      broughtBefore: (task, day) => brought.value.get(idOf(task, day)) ?? 0,
    }),
  )
  const changes = computed(() => cells.value.filter(isChange))
  const weeks = computed<BroughtWeek[]>(() => {
    const groups = new Map<string, BroughtCell[]>()
    for (const cell of cells.value) {
      const week = weekOf(cell.day)
      groups.set(week, [...(groups.get(week) ?? []), cell])
    }
    return [...groups].map(([week, ofWeek]) => ({
      week,
      cells: ofWeek,
      changed: ofWeek.filter(isChange).reduce((sum, { before, after }) => sum + after - before, 0),
    }))
  })
  /** Existing time that the file says otherwise: what the choice of mode is about. */
  const hasMeetings = computed(() =>
    cells.value.some(
      ({ before, wanted, outcome }) =>
        before > 0 && outcome !== 'too-short' && outcome !== 'refused' && wanted !== before,
    ),
  )

  /** Writes every change in one save, and answers how much it was; taken back together. */
  async function apply(): Promise<{ days: number; effort: number }> {
    const now = changes.value
    const before = now.map(({ task, day }) => ({ task, day, entry: known.value.get(idOf(task, day)) }))
    await session.open().save([...now.map(writeOf), ...reopenings(now)])
    const remembered = new Map(now.map(({ task, day }) => [idOf(task, day), brought.value.get(idOf(task, day)) ?? 0]))
    remember(new Map(now.map(({ task, day, wanted }) => [idOf(task, day), wanted])))
    await rows.refresh()
    undo.remember(async () => {
      await session.open().save(before.map(({ task, day, entry }) => backWrite(task, day, entry)))
      remember(remembered)
      await rows.refresh()
    })
    return {
      days: new Set(now.map(({ day }) => day)).size,
      effort: total(now.map((cell) => ({ effort: cell.after - cell.before }))),
    }
  }

  function remember(efforts: ReadonlyMap<string, number>): void {
    keepBroughtTime(people.myId, efforts)
    brought.value = new Map([...brought.value, ...efforts])
  }

  function writeOf({ task, day, after, comment }: BroughtCell): LocalWrite {
    const entry = known.value.get(idOf(task, day))
    const place = { coll: 'time_entries', id: idOf(task, day), scope: projectOf(task) } as const
    const fields = { user: people.myId, day, effort: after }
    // A comment that is there already stays.
    if (entry) return { ...place, op: 'patch', fields: entry.comment || !comment ? fields : { ...fields, comment } }
    return { ...place, op: 'create', fields: { ...fields, project: place.scope, task, comment, author: people.myId } }
  }

  function backWrite(task: string, day: string, entry: TimeEntry | undefined): LocalWrite {
    const fields = { user: people.myId, day, effort: entry?.effort ?? 0, comment: entry?.comment ?? '' }
    return { op: 'patch', coll: 'time_entries', id: idOf(task, day), scope: projectOf(task), fields }
  }

  /** A change after "my week is complete" opens the week again: it would be untrue otherwise. */
  function reopenings(now: readonly BroughtCell[]): LocalWrite[] {
    const touched = new Set<string>(now.map(({ day }) => weekOf(day)))
    return sheets.value.value
      .map(({ row }) => row)
      .filter((row) => row.user === people.myId && row.state === 'submitted' && touched.has(row.week))
      .map((row) => ({
        op: 'patch',
        coll: 'week_sheets',
        id: row.id,
        scope: userScope(people.myId),
        fields: { state: 'open' },
      }))
  }

  return { mode, weeks, changes, hasMeetings, loaded: rows.loaded, apply, undo: undo.undo }
}

/** Before it, this device can't tell what is there already. */
function firstKnownDay(today: string): string {
  const kept = historyMonths()
  if (kept === null) return ''
  // A month more than what is surely kept: the oldest one goes as a whole.
  return `${monthOf(addDays(today, -30 * (kept - 1)))}-01`
}
