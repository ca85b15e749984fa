import { daysOfWeek, isoWeek } from '@/domain/calendar/days'
import type { LoadCell } from '@/domain/load/load-plan'
import { days as inDays, effort, percent } from '@/locales/format'
import { t } from '@/locales/translate'

/** @example weekName('2026-W48') // 'S48' */
export const weekName = (week: string) => t('week.short', { n: isoWeek(daysOfWeek(week)[0]!).week })

/** Nothing can be given, and nothing is planned. */
const isAway = (cell: LoadCell) => cell.capacity === 0 && cell.demand === 0

/** Beyond ten times, work of weeks past stands before a day or two that are left: how many times says nothing more. */
const MOST_SAID = 9.99

const rateText = (rate: number | null) =>
  rate !== null && rate > MOST_SAID ? t('load.farOver', { rate: percent(MOST_SAID) }) : percent(rate)

/** What stands in the cell: a rate where there is one, else days. */
export function cellText(cell: LoadCell): string {
  if (cell.rate !== null) return rateText(cell.rate)
  return isAway(cell) ? t('load.away') : inDays(cell.demand)
}

/** The same for who hears it. */
export function cellWords(name: string, cell: LoadCell): string {
  const week = weekName(cell.week)
  const planned = effort(cell.demand)
  if (cell.capacity === null) return t('load.cellProfile', { name, week, planned })
  if (isAway(cell)) return t('load.cellAway', { name, week })
  const words = t('load.cell', { name, week, planned, capacity: effort(cell.capacity), rate: rateText(cell.rate) })
  return cell.isOver ? t('load.cellOver', { words }) : words
}
