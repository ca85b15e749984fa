import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { addDays, monthOf } from '@/domain/calendar/days'
import {
  loadImport,
  type FileReading,
  type ImportChoices,
  type ImportInput,
  type ImportRefused,
  type ImportStage,
  type Mapping,
  type Opened,
  type Preview,
} from '@/files'
import type { LocalWrite } from '@/sync/door'
import { useToday } from './clock'
import { useMilestones } from './milestones'
import { usePeople } from './people'
import { presentPlan } from './plan-present'
import { useProjects } from './projects'
import { useSession } from './session'
import { sharedUndo } from './undo'

export type {
  AddedTask,
  ChangedField,
  ChangedTask,
  ColumnRole,
  FieldChange,
  ImportChoices,
  ImportProblem,
  ImportRefused,
  ImportStage,
  Mapping,
  Opened,
  Preview,
  ProblemCode,
  RecognisedBy,
  TableFormat,
} from '@/files'

export type PlanImport = ReturnType<typeof usePlanImport>
type OpenedTable = Extract<Opened, { kind: 'table' }>

const NOTHING_CHOSEN: ImportChoices = {
  added: true,
  changed: true,
  removed: false,
  links: true,
  removedLinks: false,
  people: true,
  baseline: '',
}

/** No plan weighs that much: it is not even taken into memory. */
const MOST_BYTES = 200_000_000

/** The months in which time may still wait on this device. */
const lastMonths = (today: string) => [...new Set([0, 31, 62].map((days) => monthOf(addDays(today, -days))))]

/**
 * A file on its way into a project: opened, its columns named where it is a table, compared, and applied in one save that can be
 * taken back. Until then nothing is written. Works offline.
 */
export function usePlanImport(project: () => string) {
  const session = useSession()
  const people = usePeople()
  const projects = useProjects()
  const milestones = useMilestones()
  const today = useToday()

  const name = ref('')
  /** What is being done right now; null = nothing. */
  const stage = ref<ImportStage | null>(null)
  const refused = shallowRef<ImportRefused | null>(null)
  const table = shallowRef<OpenedTable | null>(null)
  const mapping = shallowRef<Mapping | null>(null)
  const preview = shallowRef<Preview | null>(null)
  const choices = reactive<ImportChoices>({ ...NOTHING_CHOSEN })
  let reading: FileReading | null = null
  let input: ImportInput | null = null

  const step = computed(() => {
    if (stage.value) return 'reading' as const
    if (preview.value) return 'preview' as const
    return table.value ? ('mapping' as const) : ('choose' as const)
  })

  async function openFile(file: File): Promise<void> {
    leave()
    name.value = file.name
    if (file.size > MOST_BYTES) {
      refused.value = { kind: 'refused', code: 'too-large', place: '' }
      return
    }
    await open({ kind: 'file', bytes: new Uint8Array(await file.arrayBuffer()), sheet: '' })
  }

  async function paste(text: string): Promise<void> {
    name.value = ''
    await open({ kind: 'paste', text })
  }

  async function openSheet(sheet: string): Promise<void> {
    if (input?.kind === 'file') await open({ ...input, sheet })
  }

  async function open(given: ImportInput): Promise<void> {
    leave()
    input = given
    stage.value = 'reading'
    await working(async (file) => {
      const opened = await file.open(given)
      if (opened.kind === 'refused') refused.value = opened
      else if (opened.kind === 'table') {
        table.value = opened
        mapping.value = opened.mapping
      } else preview.value = await compared(file)
    })
  }

  /** Reads the table by what its columns are said to be. */
  async function compare(): Promise<void> {
    stage.value = 'understanding'
    await working(async (file) => {
      preview.value = await compared(file)
    })
  }

  async function compared(file: FileReading): Promise<Preview> {
    const present = await presentPlan(session.open(), project(), lastMonths(today.value))
    const hours = (people.settings?.day_minutes ?? 480) / 60
    const found = await file.compare(present, mapping.value, { hours })
    Object.assign(choices, NOTHING_CHOSEN, { baseline: '' })
    return found
  }

  /** Changes what a column says; a role belongs to one column. */
  async function nameColumns(change: Partial<Mapping>): Promise<void> {
    if (!mapping.value || !reading) return
    mapping.value = { ...mapping.value, ...change }
    mapping.value = await reading.settle(mapping.value)
  }

  async function working(work: (file: FileReading) => Promise<void>): Promise<void> {
    const { readInBackground, ImportStopped } = await loadImport()
    reading ??= readInBackground((now) => (stage.value = now))
    const mine = reading
    try {
      await work(mine)
    } catch (problem) {
      if (!(problem instanceof ImportStopped)) throw problem
    } finally {
      if (reading === mine) stage.value = null
    }
  }

  /** Lets go of the file; nothing of it was written. */
  function leave(): void {
    reading?.stop()
    reading = null
    input = null
    stage.value = null
    refused.value = null
    table.value = null
    mapping.value = null
    preview.value = null
  }

  /** Back to the columns. */
  const rename = () => (preview.value = null)

  /** All that was chosen in one save: it is kept whole or not at all, and one step takes it back. Answers how much it was. */
  async function apply(): Promise<number> {
    if (!preview.value) return 0
    const { writesOf } = await loadImport()
    const { writes, back, moves } = writesOf(preview.value, { ...choices }, { author: people.myId, today: today.value })
    const words = (end: 'from' | 'to'): LocalWrite[] =>
      moves.flatMap((move) => {
        const task = projects.taskById.get(move.task)
        return task && move[end] ? [milestones.moveWrite(task, move[end], '')] : []
      })
    await session.open().save([...writes, ...words('to')])
    await projects.refreshTasks()
    sharedUndo(people.myId, project()).remember(() => session.open().save([...back, ...words('from')]))
    leave()
    return writes.length
  }

  /** Takes the last import back. */
  const undo = () => sharedUndo(people.myId, project()).undo()

  onScopeDispose(leave)
  return {
    name,
    step,
    stage,
    refused,
    table,
    mapping,
    preview,
    choices,
    openFile,
    paste,
    openSheet,
    nameColumns,
    compare,
    rename,
    leave,
    apply,
    undo,
  }
}
