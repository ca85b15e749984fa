import { reminderId } from '@/domain/reminders/preferences'
import { insertRows } from '../database/insert-rows'
import { execute } from '../database/query'
import { currentSeq } from '../sync/boot'
import { poke, scopesSince } from '../sync/poke'
import { candidate, candidatesAfter, dueTo, settingOf, type Candidate, type Setting } from './candidates'
import { remindersNow } from './clock'
import { deliver, type Delivery } from './deliver'

/** Looked at together. */
const PAGE = 200
/** A push message takes half a second of the server's time: what is beyond waits for the next run. */
const MOST_A_RUN = 60

type Due = NonNullable<ReturnType<typeof dueTo>>

/**
 * The cron's work: for each person to whom something is due, write down that it is sent, then send it. In this order: a server
 * that stops in between loses one reminder and never sends one twice.
 */
export function remind(): void {
  const setting = settingOf($app, remindersNow())
  if (setting.policy.off) return
  const before = currentSeq($app.db())
  let left = MOST_A_RUN
  let page: Candidate[] = []
  for (let after = ''; left > 0; after = page.at(-1)!.user) {
    page = candidatesAfter($app.db(), setting.instant, after, PAGE)
    if (page.length === 0) break
    for (const one of page) if (left > 0 && dueTo(one, setting) && remindOne(one.user, setting)) left -= 1
  }
  poke($app, scopesSince($app.db(), before))
}

/** Answers whether something was sent. One person's trouble does not hold up the others. */
function remindOne(user: string, setting: Setting): boolean {
  try {
    const claimed = claim(user, setting)
    if (claimed) record(claimed.id, deliver($app, claimed.one, claimed.due, setting))
    return claimed !== null
  } catch (error) {
    $app.logger().error('a reminder was not sent', 'user', user, 'error', String(error))
    return false
  }
}

/**
 * Decided again and written in one transaction: whoever submitted a moment ago is left alone, and of two runs at once one finds
 * the row of the other.
 */
function claim(user: string, setting: Setting): { id: string; one: Candidate; due: Due } | null {
  let claimed: ReturnType<typeof claim> = null
  $app.runInTransaction((tx) => {
    const one = candidate(tx.db(), setting.instant, user)
    const due = one && dueTo(one, setting)
    if (!one || !due) return
    const { week, n, day, channel, tone } = due
    const id = reminderId(user, week, n)
    insertRows(tx.db(), 'reminders', [{ id, user, week, n, day, channel, tone, outcome: 'unknown' }])
    claimed = { id, one, due }
  })
  return claimed
}

function record(id: string, { channel, outcome }: Delivery): void {
  execute(
    $app.nonconcurrentDB(),
    `UPDATE reminders SET channel = {:channel}, outcome = {:outcome}, updated = strftime('%Y-%m-%d %H:%M:%fZ') WHERE id = {:id}`,
    { id, channel, outcome },
  )
}
