import type { Alert } from '@/domain/alerts/alert'
import { asTold, digestId, sinceTold } from '@/domain/alerts/digest'
import { bySight } from '@/domain/alerts/marks'
import { thresholdsOf } from '@/domain/alerts/thresholds'
import { SETTINGS_ID, type Settings } from '@/schema/settings'
import { execute } from '../database/query'
import { readRow } from '../database/row'
import { settingOf, type Setting } from '../reminders/candidates'
import { remindersNow } from '../reminders/clock'
import { sendDigest } from './mail'
import { placeFor, recipient, recipientsAfter, type Recipient } from './recipients'
import { makeWatch } from './watch'

/** Looked at together. */
const PAGE = 100
/** A digest takes some hundredths of a second to send: what is beyond waits for the next run. */
const MOST_A_RUN = 60
const NOW = "strftime('%Y-%m-%d %H:%M:%fZ')"

interface Run {
  setting: Setting
  /** Alerts are as of the day at the server: somebody's own day may be another at its edges. */
  today: string
  watch: ReturnType<typeof makeWatch>
}

/**
 * The cron's work: who leads projects gets, once a calendar week at most and only where something is new, a word on what to
 * look at. Written down before it is sent, as reminders are: see docs/alerts.md.
 */
export function digest(): void {
  const setting = settingOf($app, remindersNow())
  const thresholds = thresholdsOf(readRow($app.db(), 'settings', SETTINGS_ID) as Settings | null)
  if (setting.policy.off || thresholds.digest_off || !setting.mailer) return
  const today = new Date(setting.instant).toISOString().slice(0, 10)
  const run = { setting, today, watch: makeWatch($app.db(), today, thresholds) }
  let left = MOST_A_RUN
  let page: Recipient[] = []
  for (let after = ''; left > 0; after = page.at(-1)!.user) {
    page = recipientsAfter($app.db(), setting.instant, after, PAGE)
    if (page.length === 0) return
    for (const one of page) if (left > 0 && placeFor(one, setting) && digestTo(one, run)) left -= 1
  }
}

/** Answers whether something was sent. One person's trouble does not hold up the others. */
function digestTo(one: Recipient, run: Run): boolean {
  try {
    const alerts = run.watch.alertsFor(one.projects)
    if (newTo(one, alerts, run).fresh.length === 0) return false
    const claimed = claim(one.user, alerts, run)
    if (claimed) send(claimed, run)
    return claimed !== null
  } catch (error) {
    $app.logger().error('a digest was not sent', 'user', one.user, 'error', String(error))
    return false
  }
}

function newTo(one: Recipient, alerts: readonly Alert[], { today }: Run): { seen: Alert[]; fresh: Alert[] } {
  const { toSee } = bySight(alerts, one.marks, today)
  return { seen: toSee, fresh: sinceTold(toSee, one.told) }
}

interface Claimed {
  id: string
  one: Recipient
  fresh: Alert[]
  others: number
}

/**
 * Decided again and written in one transaction: whoever set everything aside a moment ago is left alone, and of two runs at once
 * one finds the row of the other.
 */
function claim(user: string, alerts: readonly Alert[], run: Run): Claimed | null {
  let claimed: Claimed | null = null
  $app.runInTransaction((tx) => {
    const one = recipient(tx.db(), run.setting.instant, user)
    const place = one && placeFor(one, run.setting)
    if (!one || !place) return
    const { seen, fresh } = newTo(one, alerts, run)
    if (fresh.length === 0) return
    const id = digestId(user, place.week)
    execute(
      tx.db(),
      `INSERT INTO alert_digests (id, user, week, day, told, outcome, created, updated)
        VALUES ({:id}, {:user}, {:week}, {:day}, {:told}, 'unknown', ${NOW}, ${NOW})`,
      { id, user, ...place, told: JSON.stringify(asTold(seen)) },
    )
    claimed = { id, one, fresh, others: seen.length - fresh.length }
  })
  return claimed
}

function send({ id, one, fresh, others }: Claimed, { setting, watch }: Run): void {
  let outcome = 'sent'
  try {
    sendDigest($app, one, { fresh, others, nameOf: watch.nameOf, organisation: setting.organisation })
  } catch (error) {
    outcome = 'failed'
    $app.logger().error('a digest was not taken by the mailer', 'error', String(error))
  }
  const sql = `UPDATE alert_digests SET outcome = {:outcome}, updated = ${NOW} WHERE id = {:id}`
  execute($app.nonconcurrentDB(), sql, { id, outcome })
}
