import * as v from 'valibot'
import { isoDay, line, optionalDay, recordId } from './brands'

/**
 * `acknowledged`: quiet until it gets worse. `snoozed`: quiet until a day. `lifted`: taken back, as if it had never been
 * marked; the row stays, because a device without network may still write it.
 */
export const ALERT_MARK_STATES = ['acknowledged', 'snoozed', 'lifted'] as const
export type AlertMarkState = (typeof ALERT_MARK_STATES)[number]

export const ALERT_NOTE_MAX = 300

/** An alert's key: its rule, and the record or the week that it is about. */
const alertKey = v.pipe(v.string(), v.regex(/^[a-z-]{1,40}:([a-z0-9]{15}|\d{4}-W\d{2})$/, 'bad-value'))

/**
 * What one person said of one alert. One per (user, alert): the id is derived from both. It travels in its owner's scope only:
 * nobody else sees what somebody set aside.
 */
export const alertMark = v.looseObject({
  id: recordId,
  user: recordId,
  alert: alertKey,
  state: v.picklist(ALERT_MARK_STATES),
  /** How bad it was when it was acknowledged, on the rule's own scale. */
  level: v.pipe(v.number(), v.integer('integer'), v.minValue(-1_000_000, 'min'), v.maxValue(1_000_000, 'max')),
  /** snoozed: the day on which it comes back. '' otherwise. */
  until: optionalDay,
  note: line(ALERT_NOTE_MAX),
  /** When it was said, on the person's own calendar. */
  said_on: isoDay,
})
export type AlertMark = v.InferOutput<typeof alertMark>
