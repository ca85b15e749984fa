import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { budgetOf } from '@/domain/budget/budget'
import { labourPrices } from '@/domain/budget/labour'
import { useAssignments } from './assignments'
import { makeBudgetWriting } from './budget-writing'
import { useToday } from './clock'
import { useLive } from './live'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'

/** The money of the project that is looked at, and what is done to it. Works offline; what one may not read is not here. */
export const useBudget = defineStore('budget', () => {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const assignments = useAssignments()
  const today = useToday()
  const project = ref('')

  const rateRows = useLive(['rates'], (data) => data.list('rates'), [])
  const lineRows = useLive(['budget_lines'], (data) => data.list('budget_lines', project.value), [], [project])
  const orderRows = useLive(['change_orders'], (data) => data.list('change_orders', project.value), [], [project])
  const costRows = useLive(['task_costs'], (data) => data.list('task_costs', project.value), [], [project])
  const estimateRows = useLive(
    ['remaining_estimates'],
    (data) => data.list('remaining_estimates', project.value),
    [],
    [project],
  )

  const tasks = computed(() => projects.tasks.filter((task) => task.project === project.value))
  const rates = computed(() =>
    rateRows.value.value.map(({ row }) => row).filter((row) => row.project === project.value),
  )
  const lines = computed(() =>
    lineRows.value.value.map(({ row }) => row).filter((row) => row.project === project.value),
  )
  const orders = computed(() =>
    orderRows.value.value
      .map(({ row }) => row)
      .filter((row) => row.project === project.value)
      .toSorted((a, b) => (a.day === b.day ? a.label.localeCompare(b.label) : a.day < b.day ? 1 : -1)),
  )
  const leads = computed(() => people.leadsIn(project.value))
  const currency = computed(() => people.settings?.currency || 'EUR')

  const profileByUser = computed(
    () =>
      new Map(people.membersOf(project.value).map((member) => [member.user as string, (member.profile ?? '').trim()])),
  )
  const prices = computed(() =>
    labourPrices({
      rates: leads.value ? rates.value : null,
      today: today.value,
      assignments: tasks.value.flatMap((task) => assignments.byTask.get(task.id) ?? []),
      estimates: estimateRows.value.value.map(({ row }) => row),
      profileOf: (user) => profileByUser.value.get(user) ?? '',
      costs: new Map(costRows.value.value.map(({ row }) => [row.id as string, row])),
    }),
  )
  const budget = computed(() =>
    budgetOf({ tasks: tasks.value, lines: lines.value, orders: orders.value, labourOf: prices.value.moneyOf }),
  )

  /** Who still has what to do on a task, at which rate; for who leads. */
  function toComeOf(task: string) {
    const found = projects.taskById.get(task)
    return found ? prices.value.toComeOf(found) : []
  }

  /** What people of the project work as, and what it has rates for. */
  const profiles = computed(() =>
    [...new Set([...profileByUser.value.values(), ...people.profiles, ...rates.value.map((rate) => rate.profile)])]
      .filter(Boolean)
      .toSorted((a, b) => a.localeCompare(b)),
  )
  /** Other projects whose rate card can be copied here. */
  const cards = computed(() => {
    const having = new Set(rateRows.value.value.map(({ row }) => row.project as string))
    return projects.projects.filter((one) => one.id !== project.value && having.has(one.id))
  })
  const categories = computed(() => [...new Set(lines.value.map((line) => line.category))].filter(Boolean).toSorted())
  const phases = computed(() =>
    tasks.value
      .filter((task) => task.kind === 'phase' && task.parent === '')
      .toSorted((a, b) => a.position - b.position),
  )

  const writing = makeBudgetWriting({
    project: () => project.value,
    today: () => today.value,
    me: () => people.myId,
    rates: () => rateRows.value.value.map(({ row }) => row),
    taskOf: (id) => projects.taskById.get(id),
    save: (writes) => session.open().save(writes),
  })

  function show(id: string): void {
    project.value = id
  }

  return {
    show,
    budget,
    toComeOf,
    rates,
    lines,
    orders,
    profiles,
    cards,
    categories,
    phases,
    tasks,
    leads,
    currency,
    today,
    loaded: costRows.loaded,
    ...writing,
  }
})
