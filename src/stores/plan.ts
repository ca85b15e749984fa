import { computed, ref } from 'vue'
import { capacityOn } from '@/domain/calendar/capacity'
import { addDays, daysBetween } from '@/domain/calendar/days'
import { spansOf, type Span } from '@/domain/gantt/bars'
import { dependencyId } from '@/domain/identity/derived-id'
import { asksForReason } from '@/domain/milestones/milestone'
import { wbsTree } from '@/domain/progress/wbs'
import { proposeSchedule, type TaskChange } from '@/domain/schedule/propose'
import type { IsoDay } from '@/schema/brands'
import type { LinkType } from '@/schema/dependency'
import type { Task } from '@/schema/task'
import { FULL_TIME } from '@/schema/user'
import type { LocalWrite } from '@/sync/door'
import { useAssignments } from './assignments'
import { useToday } from './clock'
import { useLive } from './live'
import { useMilestones } from './milestones'
import { usePeople } from './people'
import { usePlanBaselines } from './plan-baselines'
import { makePlanOutline, type OutlineMove } from './plan-outline'
import { makePlanWork } from './plan-work'
import { usePortfolio } from './portfolio'
import { useProjects } from './projects'
import { useSession } from './session'
import { sharedUndo } from './undo'

export type Plan = ReturnType<typeof usePlan>

interface TaskEdit {
  task: Task
  fields: Partial<Task>
}

/** The plan of one project: its tree over days, its links and baselines, and what may be done to them. Works offline. */
export function usePlan(project: () => string) {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const portfolio = usePortfolio()
  const milestones = useMilestones()
  const today = useToday()
  /** Shared with what else changes the plan, such as an import. */
  const undo = computed(() => sharedUndo(people.myId, project()))

  const assignments = useAssignments()
  const linkRows = useLive(['dependencies'], (data) => data.list('dependencies'), [])

  const tasks = computed(() => projects.tasks.filter((task) => task.project === project()))
  const tree = computed(() => wbsTree<Task>(tasks.value, portfolio.totalOf))
  const spans = computed(() => spansOf(tree.value))
  const links = computed(() => linkRows.value.value.map(({ row }) => row).filter((row) => row.project === project()))
  const kept = usePlanBaselines({ project, tasks, tree, spans })
  const mayEdit = computed(() => people.leadsIn(project()))

  /** The organisation's own week and holidays: what a plan counts in. */
  const pattern = computed(() => ({
    weekPattern: FULL_TIME,
    zone: people.settings?.holiday_zone || 'metropole',
  }))
  const isWorked = (day: string) => capacityOn(pattern.value, day) > 0

  /** What sequencing would make of the plan: what is critical, and what would move. */
  const proposal = computed(() => {
    const known = projects.projectById.get(project())
    const first = [...spans.value.values()]
      .map((span) => span.from)
      .filter(Boolean)
      .toSorted()[0]
    return proposeSchedule(tasks.value, links.value, {
      projectStart: (known?.starts_on || first || today.value) as IsoDay,
      today: today.value,
      ...pattern.value,
      progress: portfolio.totalOf,
    })
  })
  const critical = computed(() => new Set<string>(proposal.value.critical))

  const patch = (task: Task, fields: Partial<Task>): LocalWrite => ({
    op: 'patch',
    coll: 'tasks',
    id: task.id,
    scope: task.project,
    fields,
  })

  /** A milestone's new forecast is also a word in its history: the trend is made of these. */
  const writesOf = ({ task, fields }: TaskEdit): LocalWrite[] => [
    patch(task, fields),
    ...(task.kind === 'milestone' && fields.forecast_on ? [milestones.moveWrite(task, fields.forecast_on, '')] : []),
  ]

  /** Keeps changes of tasks together, with the way back. */
  async function change(edits: readonly TaskEdit[]): Promise<void> {
    if (edits.length === 0) return
    const late = edits.find(({ task, fields }) => fields.forecast_on && asksForReason(task, fields.forecast_on))
    const back = edits.map(({ task, fields }): TaskEdit => {
      const before = Object.keys(fields).map((field) => [field, task[field as keyof Task] ?? emptyOf(field)] as const)
      return { task, fields: Object.fromEntries(before) as Partial<Task> }
    })
    await session.open().save(edits.flatMap(writesOf))
    await projects.refreshTasks()
    undo.value.remember(() => session.open().save(back.flatMap(writesOf)))
    slippedId.value = late?.task.id ?? (edits.some(({ task }) => task.id === slippedId.value) ? '' : slippedId.value)
  }

  /** The milestone that was last moved later here, while nobody said why. */
  const slippedId = ref('')
  const slipped = computed(() => tasks.value.find(({ id }) => id === slippedId.value))
  const forgetSlip = () => (slippedId.value = '')

  /** Keeps writes together, with the way back. */
  async function keep(forward: readonly LocalWrite[], back: readonly LocalWrite[]): Promise<void> {
    if (forward.length === 0) return
    await session.open().save(forward)
    await Promise.all([projects.refreshTasks(), assignments.refresh()])
    undo.value.remember(() => session.open().save(back))
  }

  const hold = {
    project,
    keep,
    today: () => today.value,
    tasks: () => tasks.value,
    links: () => links.value,
    assignmentsOf: (task: string) => assignments.byTask.get(task) ?? [],
  }
  const outline = makePlanOutline(hold)

  /** Steps come one after the other, each from what the one before left: a key pressed twice moves twice. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const asNow = (task: Task) => tasks.value.find(({ id }) => id === task.id) ?? task

  /** Moves the days of a task; of a phase, of all that is below it; of a milestone, its forecast. */
  const shift = (task: Task, days: number) =>
    inTurn(() =>
      change(
        below(asNow(task)).flatMap((one) => {
          const fields = shifted(one, days)
          return fields ? [{ task: one, fields }] : []
        }),
      ),
    )

  function below(task: Task): Task[] {
    const children = tasks.value.filter((one) => one.parent === task.id)
    return children.length ? children.flatMap(below) : [task]
  }

  /** Moves the last day of a task, never before its first one. */
  const stretch = (task: Task, days: number) =>
    inTurn(async () => {
      const { kind, starts_on, ends_on } = asNow(task)
      if (kind !== 'task' || starts_on === '' || ends_on === '') return
      const day = addDays(ends_on, days)
      if (day >= starts_on) await change([{ task: asNow(task), fields: { ends_on: day } }])
    })

  const accept = (changes: readonly TaskChange[]) =>
    change(
      changes.flatMap((one) => {
        const task = tasks.value.find(({ id }) => id === one.task)
        if (!task || task.kind === 'phase') return []
        return [{ task, fields: acceptedFields(task, one, isWorked) }]
      }),
    )

  async function link(predecessor: string, successor: string, type: LinkType = 'FS', lag = 0): Promise<void> {
    const id = dependencyId(predecessor, successor)
    const place = { coll: 'dependencies', id, scope: project() } as const
    const known = links.value.find((row) => row.id === id)
    const fields = { project: project(), predecessor, successor, type, lag }
    if (known) {
      await session.open().save([{ ...place, op: 'patch', fields: { type, lag } }])
      const back = { type: known.type, lag: known.lag }
      undo.value.remember(() => session.open().save([{ ...place, op: 'patch', fields: back }]))
      return
    }
    await session.open().save([{ ...place, op: 'create', fields }])
    undo.value.remember(() => session.open().save([{ ...place, op: 'delete', fields: {} }]))
  }

  async function unlink(id: string): Promise<void> {
    const known = links.value.find((row) => row.id === id)
    if (!known) return
    const place = { coll: 'dependencies', id, scope: project() } as const
    const { predecessor, successor, type, lag } = known
    await session.open().save([{ ...place, op: 'delete', fields: {} }])
    const fields = { project: project(), predecessor, successor, type, lag }
    undo.value.remember(() => session.open().save([{ ...place, op: 'create', fields }]))
  }

  return {
    tasks,
    tree,
    spans,
    links,
    mayEdit,
    pattern,
    slipped,
    forgetSlip,
    isWorked,
    change,
    shift,
    stretch,
    accept,
    proposal,
    critical,
    link,
    unlink,
    ...kept,
    assignmentsOf: hold.assignmentsOf,
    work: makePlanWork(hold),
    addLine: outline.add,
    move: (task: string, how: OutlineMove) => inTurn(() => outline.move(task, how)),
    remove: (task: string) => inTurn(() => outline.remove(task)),
    canUndo: computed(() => undo.value.canUndo.value),
    undo: () => inTurn(() => undo.value.undo()),
  }
}

function shifted(task: Task, days: number): Partial<Task> | null {
  const moved = (day: string) => addDays(day, days)
  if (task.kind === 'milestone') {
    const day = task.forecast_on || task.baseline_on
    return day && task.actual_on === '' ? { forecast_on: moved(day) } : null
  }
  return task.starts_on && task.ends_on ? { starts_on: moved(task.starts_on), ends_on: moved(task.ends_on) } : null
}

/**
 * An accepted change as fields. The working time that the task's own days stood for is kept as its duration: once the days
 * follow the remaining work, they no longer say how long it was meant to take, and each proposal would shrink it again.
 */
function acceptedFields(task: Task, change: TaskChange, isWorked: (day: string) => boolean): Partial<Task> {
  const { starts_on, ends_on } = change
  if (task.kind === 'milestone') return { forecast_on: ends_on }
  const meant = task.duration || workedTime(task, isWorked)
  return { starts_on, ends_on, ...(meant > 0 && meant !== task.duration ? { duration: meant } : {}) }
}

function workedTime({ starts_on, ends_on }: Task, isWorked: (day: string) => boolean): number {
  const days = daysOf({ from: starts_on, to: ends_on })
  return Array.from({ length: days }, (_, index) => addDays(starts_on, index)).filter(isWorked).length * 1000
}

/** What a field of an older row that lacks it means. */
const emptyOf = (field: string) => (field === 'manual' ? false : ['duration', 'priority'].includes(field) ? 0 : '')

/** Calendar days that a span covers, both ends included; 0 where it has none. */
export const daysOf = (span: Span | undefined) => (span?.from && span.to ? daysBetween(span.from, span.to) + 1 : 0)
