import type { DueReminder } from '@/domain/reminders/due'
import type { ReminderChannel, REMINDER_OUTCOMES } from '@/schema/reminder'
import { preferencesOf, waysTo, type Candidate, type Setting } from './candidates'
import { sendMail } from './mail'
import { forget, subscriptionsOf } from './subscriptions'
import { sendPush, type PushOutcome } from './web-push/send'
import { sentence, words } from './words'

export interface Delivery {
  channel: ReminderChannel
  outcome: (typeof REMINDER_OUTCOMES)[number]
}

type Due = DueReminder & { minutesLeft: number }

/**
 * Sends a claimed reminder by the first way that takes it. The next way is tried only after a definite no: where no answer
 * came it may have arrived, and nobody is told the same thing twice.
 */
export function deliver(app: pb.App, one: Candidate, due: Due, setting: Setting): Delivery {
  const choices = preferencesOf(one, setting)
  const accepted = { push: choices.by_push, email: choices.by_email, app: choices.by_app }
  let last: Delivery = { channel: due.channel, outcome: 'failed' }
  for (const channel of waysTo(one, setting).filter((way) => accepted[way])) {
    last = { channel, outcome: deliverBy(channel, app, one, due, setting) }
    if (last.outcome !== 'failed') return last
  }
  return last
}

function deliverBy(
  channel: ReminderChannel,
  app: pb.App,
  one: Candidate,
  due: Due,
  setting: Setting,
): Delivery['outcome'] {
  // The app shows it by itself when it is opened.
  if (channel === 'app') return 'sent'
  if (channel === 'push') return pushToAll(app, one, due)
  try {
    sendMail(app, one, due, setting)
    return 'sent'
  } catch (error) {
    app.logger().error('a reminder was not taken by the mailer', 'error', String(error))
    return 'failed'
  }
}

/** To each browser of the person; what is over is forgotten. */
function pushToAll(app: pb.App, one: Candidate, due: Due): Delivery['outcome'] {
  const message = {
    payload: JSON.stringify({
      title: words(one.language, 'reminder.push.title', { n: Number(due.week.slice(6)) }),
      body: sentence(one.language, due.tone, due.week, one.name),
      week: due.week,
      language: one.language || 'fr',
    }),
    topic: due.week,
    // A phone that is switched on at night is not a reason to ring at night.
    seconds: due.minutesLeft * 60,
  }
  const outcomes = subscriptionsOf(app.db(), one.user).map((subscription) => {
    const outcome = sendPush(app, subscription, message)
    if (outcome === 'gone') forget(app, subscription.endpoint)
    return outcome
  })
  return told(outcomes)
}

function told(outcomes: readonly PushOutcome[]): Delivery['outcome'] {
  if (outcomes.includes('taken')) return 'sent'
  return outcomes.includes('unknown') ? 'unknown' : 'failed'
}
