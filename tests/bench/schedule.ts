import type { Activity, Relation } from '@/domain/schedule/activity'
import { schedule } from '@/domain/schedule/schedule'
import { workingCalendar, type Interval } from '@/domain/schedule/working-calendar'
import { readPlan } from '@/files/msproject/read'
import { reschedule } from '@/files/msproject/reschedule'

/** The planning engine by size: the median of some rounds, and how the time grows (1 = in proportion). */

const DAY = 86_400
const office: Interval[] = [
  [28_800, 43_200],
  [46_800, 61_200],
]
const calendar = workingCalendar({
  dayLength: DAY,
  week: [office, office, office, office, office, [], []],
  // A dozen holidays a year for thirty years.
  exceptions: new Map(Array.from({ length: 360 }, (_, index) => [20_000 + index * 30, []])),
})

/** Links go back by a few places, a link and a half a task, as plans have them. */
function network(size: number): [Activity[], Relation[]] {
  const activities = Array.from({ length: size }, (_, index): Activity => ({
    id: String(index),
    duration: 3600 * (1 + (index % 40)),
  }))
  const relations: Relation[] = []
  const types = ['FS', 'FS', 'FS', 'SS', 'FF'] as const
  for (let index = 1; index < size; index++)
    for (let more = 0; more < 1 + (index % 2); more++)
      relations.push({
        pred: String(Math.max(0, index - 1 - ((index * 7 + more * 13) % 50))),
        succ: String(index),
        type: types[index % 5]!,
        lag: more * 3600,
      })
  return [activities, relations]
}

function plan(size: number): Uint8Array {
  const tasks = Array.from(
    { length: size },
    (_, index) =>
      `<Task><UID>${index + 1}</UID><ID>${index + 1}</ID><Name>Task ${index}</Name><OutlineLevel>1</OutlineLevel><Duration>PT16H0M0S</Duration><PredecessorLink><PredecessorUID>${Math.max(1, index - 3)}</PredecessorUID><Type>1</Type></PredecessorLink></Task>`,
  )
  return new TextEncoder().encode(
    `<Project><StartDate>2026-11-23T08:00:00</StartDate><Tasks>${tasks.join('')}</Tasks></Project>`,
  )
}

function median(work: () => unknown, rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!
}

function table(name: string, sizes: readonly number[], workOf: (size: number) => () => unknown): void {
  let before: { size: number; time: number } | null = null
  for (const size of sizes) {
    const work = workOf(size)
    work()
    const time = median(work, 7)
    const exponent = before ? Math.log(time / before.time) / Math.log(size / before.size) : null
    console.log(
      `${name}  ${String(size).padStart(6)}  ${time.toFixed(1).padStart(8)} ms${exponent === null ? '' : `  exponent ${exponent.toFixed(2)}`}`,
    )
    before = { size, time }
  }
}

const sizes = [2500, 5000, 10_000, 20_000, 40_000]
table('critical path     ', sizes, (size) => {
  const [activities, relations] = network(size)
  return () => schedule(activities, relations, { start: 20_780 * DAY, calendar })
})
table('read MS Project   ', sizes.slice(0, 4), (size) => {
  const bytes = plan(size)
  return () => readPlan(bytes)
})
table('reschedule a plan ', sizes.slice(0, 4), (size) => {
  const read = readPlan(plan(size)).plan
  return () => reschedule(read)
})
