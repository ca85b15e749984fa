import type { UnwrapNestedRefs } from 'vue'
import type { WeekReading } from './week-reading'
import type { useWeekWriting } from './week-writing'

/** The week of somebody with what may be done to it, as screens hold it. */
export type WeekAtHand = UnwrapNestedRefs<WeekReading & ReturnType<typeof useWeekWriting>>
