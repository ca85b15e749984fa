import { ALERT_SEVERITIES, type Alert } from '@/domain/alerts/alert'
import { addressOf, escaped, post } from '../reminders/mail'
import { words } from '../reminders/words'
import { counted, sentence } from './words'
import type { Recipient } from './recipients'

/** What is listed at most: the app has the rest. */
const LISTED = 12

export interface Digest {
  /** What is new or worse since the last one, what is to be acted on first. */
  fresh: readonly Alert[]
  /** How many more are to be seen that were told before. */
  others: number
  nameOf: (project: string) => string
  organisation: string
}

interface Part {
  title: string
  lines: string[]
}

/** Sends the digest by e-mail; throws when the mailer does not take it. */
export function sendDigest(app: pb.App, one: Recipient, digest: Digest): void {
  const { language } = one
  const letter = {
    subject: counted(language, 'alerts.mail.subject', digest.fresh.length),
    parts: partsOf(language, digest),
    more: moreOf(language, digest),
    open: words(language, 'alerts.mail.open'),
    screen: `${addressOf(app)}/alerts`,
    why: words(language, 'alerts.mail.why', { organisation: digest.organisation }),
    stop: words(language, 'alerts.mail.stop'),
    choices: `${addressOf(app)}/me#reminders`,
  }
  post(app, one, { subject: letter.subject, text: textOf(letter), html: htmlOf(letter) })
}

function partsOf(language: string, { fresh, nameOf }: Digest): Part[] {
  const listed = fresh.slice(0, LISTED)
  const lineOf = (alert: Alert) => [nameOf(alert.project), sentence(language, alert)].filter(Boolean).join(' · ')
  return ALERT_SEVERITIES.map((severity) => ({
    title: words(language, `alerts.severity.${severity}`),
    lines: listed.filter((alert) => alert.severity === severity).map(lineOf),
  })).filter(({ lines }) => lines.length > 0)
}

function moreOf(language: string, { fresh, others }: Digest): string[] {
  const beyond = fresh.length - LISTED
  return [
    ...(beyond > 0 ? [counted(language, 'alerts.mail.more', beyond)] : []),
    ...(others > 0 ? [counted(language, 'alerts.mail.known', others)] : []),
  ]
}

interface Letter {
  parts: Part[]
  more: string[]
  open: string
  screen: string
  why: string
  stop: string
  choices: string
}

function textOf({ parts, more, open, screen, why, stop, choices }: Letter): string {
  const listed = parts.flatMap(({ title, lines }) => [title, ...lines.map((line) => `- ${line}`), ''])
  return [...listed, ...more, ...(more.length ? [''] : []), open, screen, '', '-- ', why, stop, choices, ''].join(
    '\r\n',
  )
}

function htmlOf({ parts, more, open, screen, why, stop, choices }: Letter): string {
  const listed = parts.map(
    ({ title, lines }) =>
      `<h3>${escaped(title)}</h3>\n<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}</ul>`,
  )
  const rest = more.map((line) => `<p>${escaped(line)}</p>`)
  return `${[...listed, ...rest].join('\n')}
<p><a href="${escaped(screen)}">${escaped(open)}</a></p>
<hr>
<p><small>${escaped(why)} <a href="${escaped(choices)}">${escaped(stop)}</a></small></p>`
}
