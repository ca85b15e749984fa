import * as v from 'valibot'
import { isoDay, line, recordId } from './brands'

export const WEATHER_STATES = ['sun', 'cloud', 'storm'] as const

/** The weather of a project as its leaders decided it on a day: what the rule proposed then, and what is done about it. */
export const weatherReport = v.looseObject({
  id: recordId,
  project: recordId,
  day: isoDay,
  state: v.picklist(WEATHER_STATES),
  /** What the rule said that day; '' where nothing could be said. */
  proposed: v.union([v.picklist(WEATHER_STATES), v.literal('')]),
  comment: line(1000),
  /** The corrective action. */
  action: line(1000),
  author: recordId,
})
export type WeatherReport = v.InferOutput<typeof weatherReport>
