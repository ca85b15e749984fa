import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { WeekReview } from '@/schema/week-review'
import { useLive } from './live'

/** What was said of the weeks: one's own, and those that one collects. */
export const useWeekReviews = defineStore('week-reviews', () => {
  const rows = useLive(['week_reviews'], (data) => data.list('week_reviews'), [])
  const byWeek = computed(() => {
    const groups = new Map<string, WeekReview[]>()
    for (const { row } of rows.value.value) {
      const key = `${row.user}|${row.week}`
      groups.set(key, [...(groups.get(key) ?? []), row])
    }
    return groups
  })
  const of = (user: string, week: string): readonly WeekReview[] => byWeek.value.get(`${user}|${week}`) ?? []
  return { of }
})
