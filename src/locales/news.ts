import type { News } from '@/domain/narrative/whats-new'
import { days, mediumDay, signedDays, signedEffort } from './format'
import { t } from './translate'

const signed = (effort: number) => t('unit.days', { n: signedEffort(effort) })

/** A fact as a sentence. */
export function newsText({ kind, name, amount, day }: News): string {
  switch (kind) {
    case 'milestone-reached':
      return t('news.milestone-reached', { name, day: mediumDay(day) })
    case 'milestone-slipped':
      return t('news.milestone-slipped', { name, days: signedDays(amount), day: mediumDay(day) })
    case 'milestone-advanced':
      return t('news.milestone-advanced', { name, days: signedDays(amount), day: mediumDay(day) })
    case 'landing-moved':
      return t('news.landing-moved', { name, days: signed(amount) })
    case 'budget-moved':
      return t('news.budget-moved', { name, days: signed(amount) })
    case 'task-added':
      return t('news.task-added', { name, days: days(amount) })
    case 'task-gone':
      return t('news.task-gone', { name, days: days(amount) })
    case 'task-done':
      return t('news.task-done', { name })
    case 'late-time':
      return t('news.late-time', { days: signed(amount) })
  }
}
