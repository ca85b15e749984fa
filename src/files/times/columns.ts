import { plain } from './dates'

/** What a column says of a row. */
export const COLUMN_ROLES = [
  'date',
  'startDate',
  'startTime',
  'endDate',
  'endTime',
  'start',
  'end',
  'clock',
  'hours',
  'minutes',
  'seconds',
  'user',
  'alias',
  'firstName',
  'lastName',
  'email',
  'project',
  'client',
  'task',
  'issue',
  'activity',
  'comment',
  'description',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]
export type Columns = Partial<Record<ColumnRole, number>>

/** Heads as exports write them, in English, French and German, without accents and signs. The first of a role that is there wins. */
const HEADS: Readonly<Record<ColumnRole, string>> = {
  date: 'date|spent on|spent date|day|jour|datum|date de saisie|date de travail',
  startDate: 'start date|date de debut|date debut|startdatum|begin date',
  startTime: 'start time|heure de debut|heure debut|startzeit|from|begin|de|debut|von',
  endDate: 'end date|stop date|date de fin|date fin|enddatum',
  endTime: 'end time|stop time|heure de fin|heure fin|endzeit|to|end|a|fin|bis',
  start: 'start|started at|start datetime|start at',
  end: 'end|stop|ended at|end datetime|end at',
  clock:
    'duration h|duree h|duration|duree|duration hh mm|duree hh mm|dauer|temps|time spent|worked time|duration hh mm ss',
  hours:
    'hours|heures|hours h|nb heures|nombre d heures|duration decimal|duree decimale|duree decimal|duration hours|duree heures|spent time|temps passe|stunden|dauer dezimal|h|time hours|temps h|units|unites',
  minutes: 'minutes|duration minutes|duree minutes|duration min|duree min|minuten|min|temps min',
  seconds: 'seconds|secondes|duration seconds|duree secondes|duration s|duree s|duration sec|duree sec|sekunden',
  user: 'user|username|user name|utilisateur|nom d utilisateur|benutzer|member|membre|employee|employe|collaborateur|person|personne|ressource|resource|salarie|mitarbeiter|qui|who',
  alias: 'name|nom|alias|display name|full name|nom complet',
  firstName: 'first name|prenom|given name|vorname',
  lastName: 'last name|nom de famille|surname|nachname',
  email: 'email|e mail|user email|mail|adresse e mail|courriel|e mail adresse',
  project: 'project|projet|projekt|project name|nom du projet|affaire|dossier',
  client: 'client|customer|kunde|client name',
  task: 'task|tache|task name|aufgabe|nom de la tache|work package|lot',
  issue: 'issue|demande|ticket|issue subject|anomalie',
  activity: 'activity|activite|tatigkeit|aktivitat|activity name',
  comment: 'comment|comments|commentaire|commentaires|notes|note|notizen|kommentar|remarque|remarques',
  description: 'description|beschreibung|libelle|details|memo',
}

const ROLES_OF_HEAD = new Map<string, ColumnRole[]>()
for (const role of COLUMN_ROLES)
  for (const head of HEADS[role].split('|')) ROLES_OF_HEAD.set(head, [...(ROLES_OF_HEAD.get(head) ?? []), role])

/** A head without accents and signs. @example headOf('Durée (h)') // 'duree h' */
export function headOf(cell: string): string {
  return plain(cell)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/**
 * Which column says what. 'from' and 'end' are times of day beside a date, whole moments where there is none.
 *
 * @example columnsOf(['Date', 'Projet', 'Heures']) // { date: 0, project: 1, hours: 2 }
 */
export function columnsOf(cells: readonly string[]): Columns {
  const columns: Columns = {}
  const ranks = new Map<ColumnRole, number>()
  for (const [index, cell] of cells.entries()) {
    // "Employee?" answers yes or no.
    if (cell.trim().endsWith('?')) continue
    const head = headOf(cell)
    for (const role of ROLES_OF_HEAD.get(head) ?? []) {
      const rank = HEADS[role].split('|').indexOf(head)
      if (rank >= (ranks.get(role) ?? Infinity)) continue
      ranks.set(role, rank)
      columns[role] = index
    }
  }
  return columns
}

/** Whether these columns are enough: a day, and something that tells how long. */
export function saysTimes(columns: Columns): boolean {
  const { date, startDate, start, startTime, endTime, end } = columns
  const hasDay = date !== undefined || startDate !== undefined || (start ?? startTime) !== undefined
  const hasEnds = (startTime !== undefined && endTime !== undefined) || (start !== undefined && end !== undefined)
  const { clock, hours, minutes, seconds } = columns
  return hasDay && (hasEnds || [clock, hours, minutes, seconds].some((index) => index !== undefined))
}
