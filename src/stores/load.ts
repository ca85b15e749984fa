import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { capacityOn } from '@/domain/calendar/capacity'
import { commitmentsOf, type Commitment } from '@/domain/load/commitment'
import { loadLine, weeksFrom, type LoadLine } from '@/domain/load/load-plan'
import type { CapacityOfDay } from '@/domain/load/spread'
import { isActivity } from '@/domain/timesheet/absences'
import { FULL_TIME } from '@/schema/user'
import { useAbsences } from './absences'
import { useToday } from './clock'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'
import { lastMonths } from './task-detail'

export type LoadOf = 'people' | 'profiles'

/** A line of the plan with what it is called: a person's name, or a profile. */
export interface NamedLine extends LoadLine {
  name: string
}

const WEEKS_SHOWN = 12
/** How far back time is counted for who never estimated. */
const MONTHS_SPENT = 24

/** What is planned for people and profiles, week by week, over the projects that one leads. Other projects are not seen. */
export const useLoad = defineStore('load', () => {
  const people = usePeople()
  const projects = useProjects()
  const absences = useAbsences()
  const today = useToday()

  const of = ref<LoadOf>('people')
  /** '' = all. */
  const project = ref('')
  const programme = ref('')

  const assignmentRows = useLive(['assignments'], (data) => data.list('assignments'), [])
  const estimateRows = useLive(['remaining_estimates'], (data) => data.list('remaining_estimates'), [])
  const entryRows = useLive(
    ['time_entries'],
    (data) => data.entries({ months: lastMonths(today.value, MONTHS_SPENT) }),
    [],
    [today],
  )

  const led = computed(() =>
    projects.projects.filter((one) => people.leadsIn(one.id) && (one.state === 'active' || one.state === 'draft')),
  )
  const ledIds = computed(() => new Set<string>(led.value.map((one) => one.id)))
  const programmes = computed(() => [...new Set(led.value.map((one) => one.programme))].filter(Boolean).toSorted())
  const shownIds = computed(
    () =>
      new Set<string>(
        led.value
          .filter((one) => !programme.value || one.programme === programme.value)
          .filter((one) => !project.value || one.id === project.value)
          .map((one) => one.id),
      ),
  )
  const weeks = computed(() => weeksFrom(today.value, WEEKS_SHOWN))

  const spent = computed(() => {
    const sums = new Map<string, number>()
    for (const { row } of entryRows.value.value) {
      const key = `${row.task}|${row.user}`
      sums.set(key, (sums.get(key) ?? 0) + row.effort)
    }
    return sums
  })
  const commitments = computed(() =>
    commitmentsOf({
      tasks: projects.tasks.filter((task) => ledIds.value.has(task.project)),
      assignments: assignmentRows.value.value.map(({ row }) => row),
      estimates: estimateRows.value.value.map(({ row }) => row),
      spent: (task, user) => spent.value.get(`${task}|${user}`) ?? 0,
    }),
  )

  /** Who works on the projects shown. Their whole load is told: half of it would hide that it is too much. */
  function peopleIn(ids: ReadonlySet<string>): string[] {
    const found = new Set(commitments.value.filter((one) => one.user && ids.has(one.project)).map((one) => one.user))
    for (const id of ids)
      for (const member of people.membersOf(id))
        if (member.role !== 'sponsor' && member.allocation > 0) found.add(member.user)
    return [...found]
  }
  function linesOf(users: readonly string[]): NamedLine[] {
    const work = groupedBy(commitments.value, (one) => one.user)
    return byName(users, people.nameOf, (user) => ({
      work: work.get(user) ?? [],
      capacityOf: capacityOfPerson(user),
      isKnown: true,
    }))
  }
  const peopleLines = computed(() => linesOf(peopleIn(shownIds.value)))
  /** Everybody on the projects that one leads, whatever the screen shows of them. */
  const everybody = computed(() => linesOf(peopleIn(ledIds.value)))
  const profileLines = computed(() => {
    const work = groupedBy(
      commitments.value.filter((one) => shownIds.value.has(one.project)),
      (one) => one.profile,
    )
    return byName(
      [...work.keys()],
      (profile) => profile,
      (profile) => ({ work: work.get(profile) ?? [], capacityOf: aFullTime(), isKnown: false }),
    )
  })
  const lines = computed(() => (of.value === 'people' ? peopleLines.value : profileLines.value))

  function byName(
    doers: readonly string[],
    nameOf: (doer: string) => string,
    readOf: (doer: string) => { work: readonly Commitment[]; capacityOf: CapacityOfDay; isKnown: boolean },
  ): NamedLine[] {
    return doers
      .map((doer) => {
        const { work, ...capacity } = readOf(doer)
        const at = { today: today.value, weeks: weeks.value, ...capacity }
        return { ...loadLine(doer, work, at), name: nameOf(doer) }
      })
      .toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /** What is given to no project is no longer there for projects. */
  function capacityOfPerson(user: string): CapacityOfDay {
    const pattern = people.patternOf(user)
    const elsewhere = new Map<string, number>()
    for (const { kind, day, effort } of absences.of(user))
      if (isActivity(kind)) elsewhere.set(day, (elsewhere.get(day) ?? 0) + effort)
    return remembered((day) => Math.max(0, capacityOn(pattern, day) - (elsewhere.get(day) ?? 0)))
  }

  function aFullTime(): CapacityOfDay {
    const zone = people.settings?.holiday_zone || 'metropole'
    return remembered((day) => capacityOn({ weekPattern: FULL_TIME, zone }, day))
  }

  const shareIn = (user: string, id: string) => people.membersOf(id).find((one) => one.user === user)?.allocation ?? 0
  const loaded = computed(() => assignmentRows.loaded.value && estimateRows.loaded.value && entryRows.loaded.value)

  return { of, project, programme, programmes, led, weeks, lines, everybody, shareIn, loaded }
})

/** Days are asked for once a task: a year of them for each is worth remembering. */
function remembered(capacityOf: CapacityOfDay): CapacityOfDay {
  const known = new Map<string, number>()
  return (day) => {
    let capacity = known.get(day)
    if (capacity === undefined) known.set(day, (capacity = capacityOf(day)))
    return capacity
  }
}

/** Those without a key are in no group. */
function groupedBy(rows: readonly Commitment[], keyOf: (row: Commitment) => string): Map<string, Commitment[]> {
  const groups = new Map<string, Commitment[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (!key) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
