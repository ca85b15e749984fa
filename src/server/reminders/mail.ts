import type { DueReminder } from '@/domain/reminders/due'
import type { Candidate, Setting } from './candidates'
import { sentence, words } from './words'

/** PocketBase's own default: nobody said yet where the app is found. */
const UNSET = 'http://localhost:8090'

/** Where the app is found from outside: what the administration says, else where `npm start` serves it. */
export function addressOf(app: pb.App): string {
  const said = app.settings().meta.appURL
  const address = said === '' || said === UNSET ? $os.getenv('JALON_ADDRESS') || UNSET : said
  return address.replace(/\/+$/, '')
}

interface Letter {
  subject: string
  lead: string
  open: string
  week: string
  why: string
  stop: string
  choices: string
}

function letterTo(app: pb.App, one: Candidate, due: DueReminder, setting: Setting): Letter {
  const say = (key: Parameters<typeof words>[1], values = {}) => words(one.language, key, values)
  return {
    subject: say('reminder.mail.subject', { n: Number(due.week.slice(6)) }),
    lead: sentence(one.language, due.tone, due.week, one.name),
    open: say('reminder.mail.open'),
    week: `${addressOf(app)}/week?week=${due.week}`,
    why: say('reminder.mail.why', { organisation: setting.organisation }),
    stop: say('reminder.mail.stop'),
    choices: `${addressOf(app)}/me#reminders`,
  }
}

/** Sends a reminder by e-mail; throws when the mailer does not take it. */
export function sendMail(app: pb.App, one: Candidate, due: DueReminder, setting: Setting): void {
  const letter = letterTo(app, one, due, setting)
  post(app, one, { subject: letter.subject, text: textOf(letter), html: htmlOf(letter) })
}

/** Hands a message to the mailer; throws when it does not take it. */
export function post(
  app: pb.App,
  to: { email: string; name: string },
  message: { subject: string; text: string; html: string },
): void {
  const { senderAddress, senderName } = app.settings().meta
  const from = { address: senderAddress, name: senderName }
  app.newMailClient().send(new MailerMessage({ from, to: [{ address: to.email, name: to.name }], ...message }))
}

function textOf({ lead, open, week, why, stop, choices }: Letter): string {
  return [lead, '', open, week, '', '-- ', why, stop, choices, ''].join('\r\n')
}

function htmlOf(letter: Letter): string {
  const { lead, open, week, why, stop, choices } = letter
  return `<p>${escaped(lead)}</p>
<p><a href="${escaped(week)}">${escaped(open)}</a></p>
<hr>
<p><small>${escaped(why)} <a href="${escaped(choices)}">${escaped(stop)}</a></small></p>`
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Names and organisations are people's own text. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
