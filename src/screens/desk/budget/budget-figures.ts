import type { Money } from '@/domain/budget/money'
import { money as inMoney } from '@/locales/format'
import { t } from '@/locales/translate'

export const FIGURES = ['budget', 'committed', 'actual', 'toCome', 'landing', 'variance'] as const
export type BudgetFigure = (typeof FIGURES)[number]

const LABELS = {
  budget: 'quantity.budget',
  committed: 'budget.committed',
  actual: 'budget.actual',
  toCome: 'budget.toCome',
  landing: 'quantity.landing',
  variance: 'quantity.variance',
} as const
const MEANINGS = {
  budget: 'budget.means.budget',
  committed: 'budget.means.committed',
  actual: 'budget.means.actual',
  toCome: 'budget.means.toCome',
  landing: 'budget.means.landing',
  variance: 'budget.means.variance',
} as const

export const figureLabel = (figure: BudgetFigure) => t(LABELS[figure])
export const figureMeaning = (figure: BudgetFigure) => t(MEANINGS[figure])

/** What depends on rates: with work that has none and nothing else, it is not 0 but not known. */
const PRICED: readonly BudgetFigure[] = ['actual', 'toCome', 'landing', 'variance']

/** One figure as it is read; a dash where it is not known. */
export function figureText(of: Money, figure: BudgetFigure, currency: string, exact = false): string {
  const value = of[figure]
  if (value === null) return t('unknown')
  const isUnknown = PRICED.includes(figure) && of.unpriced > 0 && of.actual === 0 && of.toCome === 0
  return isUnknown ? t('unknown') : inMoney(value, currency, { exact, signed: figure === 'variance' })
}

/** E %, null where it means nothing. */
export const varianceShare = (of: Money) =>
  of.variance === null || of.budget === 0 ? null : of.variance / Math.abs(of.budget)
