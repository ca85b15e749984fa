import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { addWeeks, weekOf } from '@/domain/calendar/days'
import type { WeekId } from '@/schema/brands'
import { useToday } from './clock'
import { usePeople } from './people'
import { useWeekReading } from './week-reading'
import { useWeekWriting } from './week-writing'

/** The week of the person signed in: what they read and what they do on *Ma semaine*. */
export const useWeek = defineStore('week', () => {
  const people = usePeople()
  const today = useToday()
  const week = ref<WeekId>(weekOf(today.value))
  const me = computed(() => people.myId)
  const reading = useWeekReading(me, week)
  const writing = useWeekWriting(reading)

  function go(count: number) {
    week.value = addWeeks(week.value, count)
  }

  function open(wanted: WeekId) {
    week.value = wanted
  }

  return { ...reading, ...writing, go, open }
})
