import { hexDigest } from './digest'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/**
 * The id of a time entry: the world has one row per (user, task, day), so every device derives the same id.
 *
 * @example timeEntryId('useranna0000000', 'taskbeton000000', '2026-11-19') // 15 characters a–z0–9, always the same
 */
export function timeEntryId(user: string, task: string, day: string): string {
  return derivedId('time_entry', user, task, day)
}

/** The id of a week sheet: one per (user, week). */
export function weekSheetId(user: string, week: string): string {
  return derivedId('week_sheet', user, week)
}

/** The id of an absence: one per (user, day, kind). */
export function absenceId(user: string, day: string, kind: string): string {
  return derivedId('absence', user, day, kind)
}

/** The id of the review of a week: one per (project, user, week). */
export function weekReviewId(project: string, user: string, week: string): string {
  return derivedId('week_review', project, user, week)
}

/** The id of a weather report: one per (project, day). */
export function weatherReportId(project: string, day: string): string {
  return derivedId('weather_report', project, day)
}

/** The id of a link: one per (predecessor, successor). */
export function dependencyId(predecessor: string, successor: string): string {
  return derivedId('dependency', predecessor, successor)
}

/** The id of what a baseline says of a task. */
export function baselineItemId(baseline: string, task: string): string {
  return derivedId('baseline_item', baseline, task)
}

/** The id of an assignment: one per (task, person), or per (task, profile) while nobody is named. */
export function assignmentId(task: string, who: { user: string } | { profile: string }): string {
  return 'user' in who
    ? derivedId('assignment', task, who.user)
    : derivedId('assignment', task, 'profile', who.profile.trim().toLowerCase())
}

/** The id of a rate: one per (project, profile, first day). */
export function rateId(project: string, profile: string, startsOn: string): string {
  return derivedId('rate', project, profile, startsOn)
}

/**
 * The id of a task that comes from a file: what the file calls it, and where it stands there. Two devices that import one file make
 * one task of it.
 */
export function importedTaskId(project: string, uid: string, path: string): string {
  return derivedId('imported_task', project, uid, path)
}

/** The id of a file's own baseline: what it says makes it, so that a second import finds it again. */
export function importedBaselineId(project: string, says: string): string {
  return derivedId('imported_baseline', project, says)
}

/** The id of a membership: one per (project, user). */
export function membershipId(project: string, user: string): string {
  return derivedId('membership', project, user)
}

/**
 * 15 characters a–z0–9 from a kind and the parts that make a record unique: 77 bits of SHA-256 over the parts joined
 * by a character that no part may contain.
 */
export function derivedId(kind: string, ...parts: string[]): string {
  const digest = hexDigest([kind, ...parts].join('|'))
  let id = ''
  // Two bytes a character, three characters a step: the bias of 65536 mod 36 is below 0.05 %.
  for (let at = 0; at < 60; at += 12) {
    const bits = Number.parseInt(digest.slice(at, at + 12), 16)
    id += letterOf(Math.floor(bits / TWO_TO_32)) + letterOf(Math.floor(bits / TWO_TO_16)) + letterOf(bits)
  }
  return id
}

const TWO_TO_16 = 65_536
const TWO_TO_32 = TWO_TO_16 * TWO_TO_16
const letterOf = (bits: number) => ALPHABET.charAt((bits % TWO_TO_16) % ALPHABET.length)
