import * as v from 'valibot'
import { line } from './brands'

const whole = (least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.integer('integer'), v.minValue(least, 'min'), v.maxValue(most, 'max')))

/**
 * From when on something is said, for the whole organisation. What a row of before lacks has its default: see
 * domain/alerts/thresholds.ts.
 */
export const alertThresholds = v.looseObject({
  /** Rules that are switched off, by their code. */
  off: v.optional(v.pipe(v.array(line(40)), v.maxLength(20, 'max'))),
  /** Nobody gets the digest by e-mail. */
  digest_off: v.optional(v.boolean()),
  /** A milestone that slips by so many calendar days against its baseline. */
  slip_days: whole(1, 365),
  /** Calendar days that an imposed date is expected to be ahead of the forecast: said when fewer are left. */
  imposed_margin: whole(0, 365),
  /** A project that lands above its budget by more than this share, permille. */
  overrun_share: whole(0, 5000),
  /** A task that lands above its budget by more than this, thousandths of a day. */
  task_overrun: whole(0, 10_000_000),
  /** Days past the due date of what was decided about a risk, and of any other action: said from the next day on. */
  risk_late: whole(0, 365),
  action_late: whole(0, 365),
  /** Days after the end of a week before it is said to be incomplete. */
  week_wait: whole(0, 6),
  /** Planned against capacity in one week, permille: said above it. */
  load_share: whole(100, 5000),
})
export type AlertThresholds = v.InferOutput<typeof alertThresholds>
