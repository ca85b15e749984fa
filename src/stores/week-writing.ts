import { asPlanned } from '@/domain/timesheet/as-planned'
import { copiedWeek } from '@/domain/timesheet/copy'
import { total, type EntryLike } from '@/domain/timesheet/week'
import { absenceId } from '@/domain/identity/derived-id'
import type { AbsenceKind } from '@/schema/absence'
import type { TimeEntry } from '@/schema/time-entry'
import { userScope } from '@/schema/sync-wire'
import type { LocalWrite } from '@/sync/door'
import { useToday } from './clock'
import { newId } from './new-id'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'
import { makeUndo } from './undo'
import type { WeekReading } from './week-reading'

type DayOfTask = Pick<EntryLike, 'task' | 'day'>

/** What people do to a week: their own, or, by who leads a project, that of a member, which then names who typed it. */
export function useWeekWriting(reading: WeekReading) {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const today = useToday()
  const undo = makeUndo()

  const isMine = () => reading.who.value === people.myId

  /** Puts efforts on days; 0 takes one back and keeps its row. All of them or none, and taken back together. */
  async function saveEntries(entries: readonly EntryLike[]): Promise<void> {
    const wanted = entries.filter(({ task }) => projects.taskById.has(task))
    const before = wanted.map(({ task, day }) => ({ task, day, effort: reading.entryOf(task, day)?.row.effort ?? 0 }))
    await keep(wanted)
    undo.remember(() => keep(before))
  }

  async function keep(entries: readonly EntryLike[]): Promise<void> {
    const taps = entries.map((entry) => tapOf(entry))
    const writes = entries.map((entry) => entryWrite(entry))
    putTaps(taps)
    try {
      await session.open().save([...writes, ...reopening()])
      await reading.refresh()
    } finally {
      dropTaps(taps)
    }
  }

  const saveDay = (task: string, day: string, effort: number) => saveEntries([{ task, day, effort }])

  function fieldsOf({ task, day, effort }: EntryLike) {
    const project = projects.taskById.get(task)?.project ?? ''
    return { project, task, user: reading.who.value, day, effort, comment: '', author: people.myId }
  }

  function entryWrite(entry: EntryLike): LocalWrite {
    const fields = fieldsOf(entry)
    const { project, user, day, effort } = fields
    const id = reading.entryIdOf(entry.task, day)
    // Person and day say where the entry lies; what did not change is not sent.
    return reading.entryOf(entry.task, day)
      ? { op: 'patch', coll: 'time_entries', id, scope: project, fields: { user, day, effort } }
      : { op: 'create', coll: 'time_entries', id, scope: project, fields }
  }

  function tapOf(entry: EntryLike): TimeEntry {
    const known = reading.entryOf(entry.task, entry.day)?.row
    const id = reading.entryIdOf(entry.task, entry.day)
    return { ...fieldsOf(entry), ...known, id, effort: entry.effort } as TimeEntry
  }

  function putTaps(taps: readonly TimeEntry[]) {
    const next = new Map(reading.tapped.value)
    for (const tap of taps) next.set(tap.id, tap)
    reading.tapped.value = next
  }

  /** A later tap on the same day keeps its own place. */
  function dropTaps(taps: readonly TimeEntry[]) {
    const rest = new Map(reading.tapped.value)
    for (const tap of taps) if (rest.get(tap.id) === tap) rest.delete(tap.id)
    reading.tapped.value = rest
  }

  /** A word on what was done that day on that task; a day without time gets an entry of 0 to carry it. */
  async function saveComment({ task, day }: DayOfTask, comment: string): Promise<void> {
    const known = reading.entryOf(task, day)
    const write = entryWrite({ task, day, effort: known?.row.effort ?? 0 })
    const fields = known ? { user: reading.who.value, day, comment } : { ...write.fields, comment }
    await session.open().save([{ ...write, fields }, ...reopening()])
  }

  async function saveAbsence(kind: AbsenceKind, day: string, effort: number): Promise<void> {
    const before = reading.absenceOf(kind, day)?.effort ?? 0
    await session.open().save([absenceWrite(kind, day, effort), ...reopening()])
    undo.remember(() => session.open().save([absenceWrite(kind, day, before), ...reopening()]))
  }

  function absenceWrite(kind: AbsenceKind, day: string, effort: number): LocalWrite {
    const user = reading.who.value
    const id = absenceId(user, day, kind)
    const place = { coll: 'absences', id, scope: userScope(user) } as const
    return reading.absenceOf(kind, day)
      ? { ...place, op: 'patch', fields: { effort } }
      : { ...place, op: 'create', fields: { user, day, kind, effort } }
  }

  /** R as the doer sees it now. `finished`: nothing more is to be done, said in so many words. */
  const saveRemaining = (task: string, remaining: number, finished = false) =>
    session.open().save(estimateWrites([{ task, remaining, finished }]))

  /** One tap for all that got time this week: R as it was, or what is suggested. */
  async function confirmRemaining(tasks: readonly string[], how: 'unchanged' | 'suggested'): Promise<void> {
    const estimates = tasks.flatMap((task) => {
      const { known, suggested } = reading.remainingOf(task)
      const remaining = how === 'unchanged' ? known : suggested
      return remaining === null ? [] : [{ task, remaining, finished: false }]
    })
    if (estimates.length) await session.open().save(estimateWrites(estimates))
  }

  function estimateWrites(estimates: readonly { task: string; remaining: number; finished: boolean }[]): LocalWrite[] {
    return estimates.flatMap(({ task, remaining, finished }) => {
      const project = projects.taskById.get(task)?.project
      if (!project) return []
      const before = reading.remainingOf(task)
      const rank = before.confirmedOn === today.value ? before.rank + 1 : 0
      const place = { project, task, user: reading.who.value, day: today.value }
      const fields = { ...place, remaining, progress: finished ? 1000 : null, rank, finished }
      return [{ op: 'create' as const, coll: 'remaining_estimates' as const, id: newId(), scope: project, fields }]
    })
  }

  /** What last week's days would bring to this one; empty where there is nothing to bring. */
  const lastWeekHere = () => unlocked(copiedWeek(reading.lastWeek.value, reading.days.value, reading.step.value))

  const planHere = () => {
    const work = reading.rows.value.map(({ task }) => {
      const { suggested } = reading.remainingOf(task.id)
      return { task: task.id, remaining: suggested ?? 0, startsOn: task.starts_on, endsOn: task.ends_on }
    })
    return unlocked(asPlanned(work, reading.days.value, reading.pattern.value, reading.step.value))
  }

  /** Without what is validated or closed: nothing changes there. */
  function unlocked(entries: readonly EntryLike[]): EntryLike[] {
    const projectOf = (task: string) => projects.taskById.get(task)?.project ?? ''
    return entries.filter(({ task, day }) => {
      const project = projectOf(task)
      return !reading.validatedProjects.value.has(project) && !reading.isClosed(project, day)
    })
  }

  /** Answers how much was put in, thousandths of a day. */
  async function fill(how: 'last-week' | 'as-planned'): Promise<number> {
    const entries = how === 'last-week' ? lastWeekHere() : planHere()
    if (entries.length) await saveEntries(entries)
    return total(entries)
  }

  async function setSubmitted(submitted: boolean): Promise<void> {
    await session.open().save([sheetWrite({ state: submitted ? 'submitted' : 'open' })])
  }

  const saveWeekComment = (comment: string) => session.open().save([sheetWrite({ comment })])

  /** A change after "my week is complete" opens the week again: it would be untrue otherwise. */
  function reopening(): LocalWrite[] {
    return isMine() && reading.isSubmitted.value ? [sheetWrite({ state: 'open' })] : []
  }

  function sheetWrite(fields: { state?: 'open' | 'submitted'; comment?: string }): LocalWrite {
    const place = { coll: 'week_sheets', id: reading.sheetId.value, scope: userScope(reading.who.value) } as const
    if (reading.sheet.value) return { ...place, op: 'patch', fields }
    const whole = { user: reading.who.value, week: reading.week.value, state: 'open', comment: '', ...fields }
    return { ...place, op: 'create', fields: whole }
  }

  return {
    saveDay,
    saveEntries,
    saveComment,
    saveAbsence,
    saveRemaining,
    confirmRemaining,
    lastWeekHere,
    planHere,
    fill,
    setSubmitted,
    saveWeekComment,
    canUndo: undo.canUndo,
    undo: undo.undo,
  }
}
