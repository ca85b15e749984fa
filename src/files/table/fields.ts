import type { DraftFields, ProblemCode } from '../preview/draft'
import { amountFrom, numberFrom, shareFrom, yesFrom, type DayLength } from './amounts'
import { plainHeader, type ColumnRole } from './columns'
import { dayFrom, type DayOrder } from './days'

/** The cell of a line by what its column says; '' where there is none. */
export type Cells = (role: ColumnRole) => string

interface Reading {
  order: DayOrder
  length: DayLength
  tell: (code: ProblemCode, at: string, text: string) => void
}

/** What a line says of its task. A cell that can't be read is told, and says nothing. */
export function readFields(cells: Cells, at: string, { order, length, tell }: Reading) {
  /** Undefined = the cell says nothing. */
  function read<T>(role: ColumnRole, code: ProblemCode, how: (text: string) => T | null): T | undefined {
    const text = cells(role)
    if (text === '' || text === '-' || text === 'NA' || text === 'NC') return undefined
    const value = how(text)
    if (value === null) tell(code, at, text)
    return value ?? undefined
  }
  const day = (role: ColumnRole) => read(role, 'unread-day', (text) => dayFrom(text, order))
  const amount = (role: ColumnRole, bare: 'day' | 'hour') =>
    read(role, 'unread-amount', (text) => notNegative(amountFrom(text, bare, length)))
  const [start, finish, imposed] = [day('start'), day('finish'), day('imposed')]
  const duration = amount('duration', 'day')
  if (duration?.isElapsed) tell('elapsed-duration', at, cells('duration'))
  const effort = amount('effort-days', 'day') ?? amount('effort-hours', 'hour')
  const progress = read('progress', 'unread-share', shareFrom)
  const priority = read('priority', 'unread-amount', (text) => priorityFrom(text))
  const kind = read('kind', 'unread-kind', kindFrom)
  const isMilestone =
    read('milestone', 'unread-yes', yesFrom) ??
    (kind ? kind === 'milestone' : duration?.thousandths === 0 && !effort?.thousandths)
  const isBackwards = start !== undefined && finish !== undefined && finish < start
  if (isBackwards) tell('finish-first', at, `${cells('start')} > ${cells('finish')}`)
  const days = isBackwards
    ? {}
    : isMilestone
      ? given({ forecast_on: finish ?? start })
      : given({ starts_on: start, ends_on: finish })
  const worked = duration && !duration.isElapsed && !isMilestone ? duration.thousandths : undefined
  return {
    fields: given({
      ...days,
      imposed_on: imposed,
      duration: worked,
      physical_progress: isMilestone ? undefined : progress,
      priority,
    }),
    effort: isMilestone ? null : (effort?.thousandths ?? null),
    kind: isMilestone ? ('milestone' as const) : kind === 'phase' ? kind : ('task' as const),
  }
}

const KINDS = [
  ['phase', /^(phase|recapitulati(f|ve)|summary( task)?|lot|etape)$/],
  ['milestone', /^(jalon|milestone)$/],
  ['task', /^(tache|task|activite|activity)$/],
] as const

/** @example kindFrom('Tâche') // 'task' */
const kindFrom = (text: string) => KINDS.find(([, pattern]) => pattern.test(plainHeader(text)))?.[0] ?? null

const notNegative = <T extends { thousandths: number }>(amount: T | null) =>
  amount && amount.thousandths >= 0 ? amount : null

function priorityFrom(text: string): number | null {
  const number = numberFrom(text)
  return number !== null && Number.isInteger(number) && number >= 0 && number <= 1000 ? number : null
}

/** Without what nothing was said of. */
function given(fields: Record<string, unknown>): DraftFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as DraftFields
}
