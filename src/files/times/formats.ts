import { headOf } from './columns'

export const TIMES_FORMATS = ['toggl', 'clockify', 'harvest', 'kimai', 'redmine', 'generic'] as const
export type TimesFormat = (typeof TIMES_FORMATS)[number]

/** Heads that only one tool writes together, in its languages; the first format that fits is it. */
const SIGNS: readonly [format: TimesFormat, fits: (has: (...heads: string[]) => boolean) => boolean][] = [
  [
    'clockify',
    (has) =>
      hasMoments(has) &&
      has('project', 'projet') &&
      has('duration h', 'duree h', 'duration decimal', 'group', 'groupe'),
  ],
  ['toggl', (has) => hasMoments(has) && has('project', 'projet') && has('user', 'email', 'tags', 'billable')],
  [
    'harvest',
    (has) =>
      has('date', 'datum') &&
      has('hours', 'heures', 'stunden') &&
      has('notes', 'notizen') &&
      has('client', 'kunde') &&
      has('project code', 'first name', 'billable', 'abrechenbar', 'hours rounded', 'invoiced'),
  ],
  [
    'redmine',
    (has) =>
      has('date', 'spent on', 'datum') &&
      has('hours', 'heures', 'stunden') &&
      has('activity', 'activite', 'aktivitat') &&
      has('issue', 'demande', 'ticket', 'comment', 'commentaire', 'kommentar'),
  ],
  [
    'kimai',
    (has) =>
      has('date', 'begin', 'datum') &&
      has('activity', 'activite', 'tatigkeit') &&
      has('project', 'projet', 'projekt') &&
      has(
        'customer',
        'client',
        'kunde',
        'from',
        'begin',
        'debut',
        'de',
        'von',
        'hourly rate',
        'fixed rate',
        'username',
      ),
  ],
]

function hasMoments(has: (...heads: string[]) => boolean): boolean {
  return has('start date', 'date de debut') && has('start time', 'heure de debut')
}

/** The tool whose export has these heads. @example formatOf(['Date', 'Heures', 'Projet']) // 'generic' */
export function formatOf(heads: readonly string[]): TimesFormat {
  const known = new Set(heads.map(headOf))
  const has = (...names: string[]) => names.some((name) => known.has(name))
  return SIGNS.find(([, fits]) => fits(has))?.[0] ?? 'generic'
}
