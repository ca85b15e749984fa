import type { ConsolidatedSums } from '@/domain/closing/consolidation'
import { earnedValue } from '@/domain/earned-value/evm'
import { days as inDays, effort, index, percent, signedEffort, tenths } from '@/locales/format'
import { t, type MessageKey } from '@/locales/translate'

/** The figures of the consolidation, in the order of its table. */
export const FIGURES = [
  'budget',
  'actuals',
  'remaining',
  'landing',
  'variance',
  'drift',
  'progress',
  'CPI',
  'SPI',
] as const
export type Figure = (typeof FIGURES)[number]

/** What was opened: everything, a programme, a project of it, or a line of the project's closing. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'programme'; programme: string }
  | { kind: 'project'; project: string }
  | { kind: 'line'; project: string; task: string }

export interface Opened {
  figure: Figure
  scope: Scope
}

const LABELS: Record<Figure, MessageKey> = {
  budget: 'quantity.budget',
  actuals: 'quantity.actuals',
  remaining: 'quantity.remaining',
  landing: 'quantity.landing',
  variance: 'quantity.variance',
  drift: 'quantity.drift',
  progress: 'quantity.progress',
  CPI: 'evm.CPI',
  SPI: 'evm.SPI',
}
const MEANINGS: Record<Figure, MessageKey> = {
  budget: 'consolidation.meaning.budget',
  actuals: 'consolidation.meaning.actuals',
  remaining: 'consolidation.meaning.remaining',
  landing: 'consolidation.meaning.landing',
  variance: 'consolidation.meaning.variance',
  drift: 'consolidation.meaning.drift',
  progress: 'consolidation.meaning.progress',
  CPI: 'consolidation.meaning.CPI',
  SPI: 'consolidation.meaning.SPI',
}
export const figureLabel = (figure: Figure) => t(LABELS[figure])
export const figureMeaning = (figure: Figure) => t(MEANINGS[figure])

/** What is computed from φ is no more exact than that. */
const earnedDays = (value: number) => inDays(tenths(value))
const signedDays = (value: number) => t('unit.days', { n: signedEffort(value) })
const indexOf = (value: number | null | undefined) =>
  value === null || value === undefined ? t('unknown') : index(value)

/** A figure as it is read; `withUnit` outside of tables, whose heads say it. */
export function figureText(sums: ConsolidatedSums, figure: Figure, { withUnit = true } = {}): string {
  const { quantities, drift, progress, earned } = sums
  const plain = withUnit ? inDays : effort
  const signed = withUnit ? signedDays : signedEffort
  switch (figure) {
    case 'variance':
      return signed(quantities.variance)
    case 'drift':
      return drift === null ? t('unknown') : signed(drift)
    case 'progress':
      return percent(progress === null ? null : progress / 1000)
    case 'CPI':
      return indexOf(earned && earnedValue(earned).CPI)
    case 'SPI':
      return indexOf(earned && earnedValue(earned).SPI)
    default:
      return plain(quantities[figure])
  }
}

/** The terms of a figure's formula, each with its name. */
export function formulaOf(sums: ConsolidatedSums, figure: Figure): { label: string; shown: string }[] {
  const { quantities: of, drift, landingBefore, late, earned } = sums
  const term = (label: MessageKey, shown: string) => ({ label: t(label), shown })
  switch (figure) {
    case 'budget':
      return [term('quantity.original', inDays(of.original)), term('quantity.changes', signedDays(of.changes))]
    case 'landing':
      return [term('quantity.actuals', inDays(of.actuals)), term('quantity.remaining', inDays(of.remaining))]
    case 'variance':
      return [
        term('quantity.landing', inDays(of.landing)),
        term('quantity.budget', inDays(of.budget)),
        term('quantity.varianceShare', percent(of.budget === 0 ? null : of.variance / of.budget, { signed: true })),
      ]
    case 'drift':
      if (drift === null) return []
      return [
        term('consolidation.landingNow', inDays(landingBefore + drift)),
        term('consolidation.landingThen', inDays(landingBefore)),
        ...(late === 0 ? [] : [term('consolidation.late', signedDays(late))]),
      ]
    case 'CPI':
      return earned
        ? [
            term('evm.EV', earnedDays(earned.EV)),
            term('evm.AC', inDays(earned.AC)),
            term('evm.CV', signedDays(tenths(earned.EV - earned.AC))),
          ]
        : []
    case 'SPI':
      return earned
        ? [
            term('evm.EV', earnedDays(earned.EV)),
            term('evm.PV', earnedDays(earned.PV)),
            term('evm.SV', signedDays(tenths(earned.EV - earned.PV))),
          ]
        : []
    default:
      return []
  }
}
