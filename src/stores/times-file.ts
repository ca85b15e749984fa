import { computed, ref, shallowRef } from 'vue'
import { guessTask, sameName, type TaskChoice } from '@/domain/timesheet/match-tasks'
import type { BroughtLine } from '@/domain/timesheet/bring-in'
import { loadTimesReader, UnreadableTimes, type ReadTimes, type TimesRefusal } from '@/files'
import { usePeople } from './people'
import { useProjects } from './projects'
import { useSession } from './session'
import { useAssignments } from './assignments'

export type { ReadTimes, TimesFormat, TimesRefusal, TimesWarning } from '@/files'

/** A project and a task as the file calls them, with what the person says they are. */
export interface FilePair {
  key: string
  project: string
  task: string
  minutes: number
  lines: number
}

/** Far beyond an export of one person's years. */
const MOST_BYTES = 100_000_000

/** A cell may be as long as the file: a name is not. */
const cut = (name: string) => (name.length > 200 ? `${name.slice(0, 199)}…` : name)
const keyOf = ({ project, task }: { project: string; task: string }) => JSON.stringify([project, task])

/** A file of times, and the person's answers about it: in which order its dates are, who they are in it, which task is which. */
export function useTimesFile() {
  const people = usePeople()
  const projects = useProjects()
  const assignments = useAssignments()
  const session = useSession()

  const name = ref('')
  const busy = ref(false)
  const refused = ref<TimesRefusal | ''>('')
  const read = shallowRef<ReadTimes | null>(null)
  const order = ref<'dmy' | 'mdy' | ''>('')
  const user = ref<string | null>(null)
  /** By pair: a task's id, '' = not brought in, absent = as guessed. */
  const chosen = ref<Record<string, string>>({})

  async function open(file: File): Promise<void> {
    busy.value = true
    clear()
    name.value = file.name
    try {
      if (file.size > MOST_BYTES) throw new UnreadableTimes('too-large')
      const [readTimes, bytes] = await Promise.all([loadTimesReader(), file.arrayBuffer()])
      read.value = readTimes(new Uint8Array(bytes))
      user.value = guessedUser()
    } catch (problem) {
      if (!(problem instanceof UnreadableTimes)) throw problem
      refused.value = problem.code
    } finally {
      busy.value = false
    }
  }

  function clear(): void {
    name.value = ''
    refused.value = ''
    read.value = null
    order.value = ''
    user.value = null
    chosen.value = {}
  }

  /** With the ambiguous rows read as the person said; without them while they did not. */
  const entries = computed(() => {
    if (!read.value) return []
    const { entries: sure, ambiguous } = read.value
    const said = order.value
    return said ? [...sure, ...ambiguous.map(({ readings, ...rest }) => ({ ...rest, date: readings[said] }))] : sure
  })
  const users = computed(() => {
    const all = [...(read.value?.entries ?? []), ...(read.value?.ambiguous ?? [])]
    return [...new Set(all.map((entry) => entry.user))].toSorted((a, b) => a.localeCompare(b))
  })
  const asksForOrder = computed(() => (read.value?.ambiguous.length ?? 0) > 0)
  const isAnswered = computed(
    () => read.value !== null && user.value !== null && (!asksForOrder.value || order.value !== ''),
  )
  const mine = computed(() => (isAnswered.value ? entries.value.filter((entry) => entry.user === user.value) : []))

  /** The only person in the file, or the one who is called like the person here. */
  function guessedUser(): string | null {
    if (users.value.length === 1) return users.value[0]!
    const names = [session.user?.name, session.user?.email, session.user?.email.split('@')[0]].map((one) =>
      sameName(one ?? ''),
    )
    const alike = users.value.filter((one) => one !== '' && names.includes(sameName(one)))
    return alike.length === 1 ? alike[0]! : null
  }

  const pairs = computed<FilePair[]>(() => {
    const found = new Map<string, FilePair>()
    for (const entry of mine.value) {
      const key = keyOf(entry)
      const pair = found.get(key) ?? { key, project: cut(entry.project), task: cut(entry.task), minutes: 0, lines: 0 }
      pair.minutes += entry.minutes
      pair.lines++
      found.set(key, pair)
    }
    return [...found.values()].toSorted((a, b) => b.minutes - a.minutes)
  })

  /** The tasks that time may be entered on, those that the person is expected on first. */
  const choices = computed<TaskChoice[]>(() =>
    projects.openTasks
      .filter((task) => people.roleIn(task.project) !== 'sponsor')
      .map((task) => ({
        id: task.id,
        name: task.name,
        projectName: projects.projectById.get(task.project)?.name ?? '',
        projectCode: projects.projectById.get(task.project)?.code ?? '',
        isMine: (assignments.byTask.get(task.id) ?? []).some((row) => row.user === people.myId),
      }))
      .toSorted((a, b) => Number(b.isMine) - Number(a.isMine) || a.name.localeCompare(b.name)),
  )
  const guesses = computed(() => new Map(pairs.value.map((pair) => [pair.key, guessTask(pair, choices.value)])))
  const taskOf = (key: string) => chosen.value[key] ?? guesses.value.get(key) ?? ''
  const choose = (key: string, task: string) => (chosen.value = { ...chosen.value, [key]: task })

  /** What is to be brought in, as the answers make it. */
  const lines = computed<BroughtLine[]>(() =>
    mine.value.flatMap((entry) => {
      const task = taskOf(keyOf(entry))
      return task ? [{ task, day: entry.date, minutes: entry.minutes, comment: entry.comment }] : []
    }),
  )

  return {
    name,
    busy,
    refused,
    read,
    order,
    user,
    users,
    asksForOrder,
    isAnswered,
    pairs,
    choices,
    taskOf,
    choose,
    lines,
    open,
    clear,
  }
}
