import type { Alert } from './alert'

/** A figure with its unit: days are calendar days, efforts thousandths of a day, shares permille. */
export type SaidValue =
  | { is: 'text'; text: string }
  | { is: 'day'; day: string }
  | { is: 'week'; week: string }
  | { is: 'effort'; effort: number }
  | { is: 'share'; share: number }

/** Which sentence an alert is, its count where it has a form for one and several, and what stands in it. */
export interface Said {
  form: SaidForm
  count: number | null
  values: Readonly<{ [name: string]: SaidValue }>
}

export const SAID_FORMS = [
  'milestone-slip',
  'imposed-date.beyond',
  'imposed-date.margin',
  'imposed-date.trend',
  'imposed-date.passed',
  'project-overrun',
  'task-overrun',
  'task-unplanned',
  'overdue-risk',
  'overdue-action',
  'over-allocation',
  'missing-weeks',
] as const
export type SaidForm = (typeof SAID_FORMS)[number]

/** What people wrote as a sentence stands in another one here. */
const text = (value: string): SaidValue => ({ is: 'text', text: value.trim().replace(/(?<!\.)\.$/, '') })
const day = (value: string): SaidValue => ({ is: 'day', day: value })
const week = (value: string): SaidValue => ({ is: 'week', week: value })
const effort = (value: number): SaidValue => ({ is: 'effort', effort: value })
const share = (value: number): SaidValue => ({ is: 'share', share: value })

/** An alert as the parts of a sentence: the app and the e-mail put them into words of their own language. */
export function saidOf({ rule, name: called, facts }: Alert): Said {
  const name = text(called)
  const { amount, count, from, until } = facts
  switch (rule) {
    case 'milestone-slip':
      return { form: rule, count: amount, values: { name, day: day(from) } }
    case 'imposed-date':
      return saidOfImposed(called, facts)
    case 'project-overrun':
      return { form: rule, count: null, values: { name, days: effort(amount), share: share(count) } }
    case 'task-overrun':
      return count === 0
        ? { form: 'task-unplanned', count: null, values: { name, days: effort(amount) } }
        : { form: rule, count: null, values: { name, days: effort(amount), share: share(count) } }
    case 'overdue-risk':
    case 'overdue-action':
      return { form: rule, count: amount, values: { name, day: day(from) } }
    case 'over-allocation':
      return { form: rule, count, values: { name, share: share(amount), from: week(from), until: week(until) } }
    case 'missing-weeks':
      return { form: rule, count, values: { week: week(from) } }
  }
}

function saidOfImposed(called: string, { amount, count, from, until }: Alert['facts']): Said {
  const values = { name: text(called), day: day(from) }
  if (amount < 0) return { form: 'imposed-date.beyond', count: -amount, values }
  if (count > 0) return { form: 'imposed-date.passed', count: null, values }
  if (until === '') return { form: 'imposed-date.margin', count: amount, values }
  return { form: 'imposed-date.trend', count: amount, values: { ...values, meets: day(until) } }
}
