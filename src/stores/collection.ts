import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { addWeeks, daysOfWeek, monthsOfWeek, weekday, weekOf } from '@/domain/calendar/days'
import { capacityOver } from '@/domain/calendar/capacity'
import { mayBeAsked, memberWeekState, type MemberWeekState } from '@/domain/collection/member-week'
import { weekReviewId } from '@/domain/identity/derived-id'
import { isActivity } from '@/domain/timesheet/absences'
import { total } from '@/domain/timesheet/week'
import type { IsoDay, WeekId } from '@/schema/brands'
import type { ReviewState, WeekReview } from '@/schema/week-review'
import type { TimeEntry } from '@/schema/time-entry'
import type { WeekSheet } from '@/schema/week-sheet'
import { teamSync } from '@/sync'
import type { LocalWrite, MemberDevices } from '@/sync/door'
import { useAbsences } from './absences'
import { localDay, useToday } from './clock'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'
import { useWeekReviews } from './week-reviews'

/** One member's week, as who collects sees it. Efforts in thousandths of a day. */
export interface MemberLine {
  user: string
  name: string
  entered: number
  expected: number
  /** Of its days before today. */
  expectedSoFar: number
  leave: number
  state: MemberWeekState
  device: MemberDevices | undefined
  /** Projects in which this week can be reviewed by the person at the screen. */
  reviewable: string[]
  comment: string
}

/** Until Wednesday one collects the week that has ended; from then on the one under way. */
const LAST_WEEK_UNTIL = 3

/** The weeks of the members of the projects that one leads. */
export const useCollection = defineStore('collection', () => {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const absences = useAbsences()
  const reviews = useWeekReviews()
  const today = useToday()

  const current = weekOf(today.value)
  const week = ref<WeekId>(weekday(today.value) <= LAST_WEEK_UNTIL ? addWeeks(current, -1) : current)
  /** '' = all the projects that one leads. */
  const project = ref('')

  const entryRows = useLive(['time_entries'], (data) => data.entries({ months: monthsOfWeek(week.value) }), [], [week])
  const sheetRows = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])
  /** null while nobody can say. */
  const devices = shallowRef<ReadonlyMap<string, MemberDevices> | null>(null)
  const devicesAsked = ref(false)

  async function askDevices(): Promise<void> {
    const found = await teamSync(null)
    devices.value = found && new Map(found.map((one) => [one.user, one]))
    devicesAsked.value = true
  }

  const led = computed(() => projects.projects.filter((one) => people.leadsIn(one.id) && one.state === 'active'))
  const shownProjects = computed(() => led.value.filter((one) => !project.value || one.id === project.value))
  const days = computed(() => daysOfWeek(week.value))
  const daysSoFar = computed(() => days.value.filter((day) => day < today.value))
  const isOver = computed(() => daysSoFar.value.length === days.value.length)
  const sheets = computed(
    () =>
      new Map<string, WeekSheet>(
        sheetRows.value.value.filter(({ row }) => row.week === week.value).map(({ row }) => [row.user, row]),
      ),
  )
  const entriesOf = computed(() => {
    const [monday, sunday] = [days.value[0]!, days.value.at(-1)!]
    const groups = new Map<string, TimeEntry[]>()
    for (const { row } of entryRows.value.value)
      if (row.day >= monday && row.day <= sunday) groups.set(row.user, [...(groups.get(row.user) ?? []), row])
    return groups
  })

  /** Who works on the projects shown, with their share of time there, thousandths. */
  const shares = computed(() => {
    const found = new Map<string, number>()
    for (const { id } of shownProjects.value)
      for (const member of people.membersOf(id))
        if (member.role !== 'sponsor')
          found.set(member.user, Math.min(1000, (found.get(member.user) ?? 0) + member.allocation))
    return found
  })

  const lines = computed<MemberLine[]>(() =>
    [...shares.value]
      .map(([user, share]) => ({ share, line: lineOf(user, share) }))
      // Who leads without working on the projects has no week to give.
      .filter(({ share, line }) => share > 0 || line.entered > 0)
      .map(({ line }) => line)
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  )
  const sum = computed(() => ({
    entered: lines.value.reduce((all, line) => all + line.entered, 0),
    expected: lines.value.reduce((all, line) => all + line.expected, 0),
  }))
  const toAsk = computed(() =>
    lines.value.filter((line) => mayBeAsked({ ...line, isOver: isOver.value }) && line.user !== people.myId),
  )
  const toValidate = computed(() =>
    lines.value.filter((line) => line.state === 'submitted' && line.reviewable.length > 0),
  )

  function lineOf(user: string, share: number): MemberLine {
    const ids = new Set<string>(shownProjects.value.map(({ id }) => id))
    const pattern = people.patternOf(user)
    const mine = (entriesOf.value.get(user) ?? []).filter((entry) => ids.has(entry.project))
    const away = absences.of(user).filter((row) => days.value.includes(row.day))
    const entered = total(mine)
    const expectedOver = (some: readonly IsoDay[]) => {
      // What was given to no project takes its part of what is expected: nobody is asked for it twice.
      const elsewhere = total(away.filter((row) => isActivity(row.kind) && some.includes(row.day)))
      return Math.round((Math.max(0, capacityOver(pattern, some) - elsewhere) * share) / 1000)
    }
    const expected = expectedOver(days.value)
    const reviewable = reviewableFor(user, mine)
    const sheet = sheets.value.get(user)
    const device = devices.value?.get(user)
    return {
      user,
      name: people.nameOf(user),
      entered,
      expected,
      expectedSoFar: expectedOver(daysSoFar.value),
      leave: total(away.filter((row) => row.kind === 'leave')),
      device,
      reviewable,
      comment: sheet?.comment ?? '',
      state: memberWeekState({
        entered,
        expected,
        submitted: sheet?.state === 'submitted',
        reviews: reviews
          .of(user, week.value)
          .filter((row) => ids.has(row.project))
          .map((row) => row.state),
        reviewable: reviewable.length,
        lastContact: devices.value === null ? null : device ? localDay(new Date(device.at)) : '',
        waiting: (device?.unsent ?? 0) + (device?.parked ?? 0),
        days: days.value,
        today: today.value,
      }),
    }
  }

  /** Where the person has time that week; where there is none at all, wherever they belong. Never one's own. */
  function reviewableFor(user: string, entries: readonly TimeEntry[]): string[] {
    if (user === people.myId) return []
    const worked = [...new Set(entries.filter((entry) => entry.effort > 0).map((entry) => entry.project as string))]
    if (worked.length) return worked
    const belongs = (id: string) => people.membersOf(id).some((member) => member.user === user)
    return shownProjects.value.map(({ id }) => id as string).filter(belongs)
  }

  async function review(lines: readonly MemberLine[], state: ReviewState, word: string): Promise<void> {
    const writes = lines.flatMap((line) => line.reviewable.map((id) => reviewWrite(line.user, id, state, word)))
    if (writes.length) await session.open().save(writes)
  }

  function reviewWrite(user: string, id: string, state: ReviewState, word: string): LocalWrite {
    const known: WeekReview | undefined = reviews.of(user, week.value).find((row) => row.project === id)
    const place = { coll: 'week_reviews', id: weekReviewId(id, user, week.value), scope: id } as const
    if (known) return { ...place, op: 'patch', fields: { state, word } }
    const fields = { project: id, user, week: week.value, state, word, author: people.myId }
    return { ...place, op: 'create', fields }
  }

  function go(count: number) {
    week.value = addWeeks(week.value, count)
  }

  return {
    week,
    project,
    led,
    lines,
    sum,
    toAsk,
    toValidate,
    devices,
    devicesAsked,
    loaded: entryRows.loaded,
    askDevices,
    review,
    go,
  }
})
