import { namingWork, OWNER_FIELD, reachOf } from '@/domain/access/reading'
import type { Standing } from '@/domain/access/reader'
import { COLLECTION_NAMES, type CollectionName } from '@/schema/collections'
import { nameJson, rowJson } from '../database/columns'

/**
 * SQL that turns rows of the log `l` into what travels. The log's `part` of a record that some may read only when it is
 * theirs is its owner: so a tombstone, too, reaches its owner and nobody else. Outside time entries it does not travel.
 */

const OWNED: readonly CollectionName[] = [
  'assignments',
  'remaining_estimates',
  'flags',
  'attachments',
  'week_reviews',
  'actions',
  'comments',
]

/** What stands in the scope of each project of its owner. */
const SHOWN_WITH_PERSON: readonly CollectionName[] = ['week_sheets', 'absences', 'reminders']

/** Collections that a reader of this standing sees at all. */
export function readable(standing: Standing): CollectionName[] {
  return COLLECTION_NAMES.filter((coll) => reachOf(standing, coll) !== 'none')
}

/** A condition on the log: only what this reader may know of. Uses {:me}. */
export function logFilter(standing: Standing): string {
  const conditions = readable(standing).map((coll) => {
    const own = reachOf(standing, coll) === 'own'
    if (own && coll === 'time_entries') return `(l.coll = '${coll}' AND substr(l.part, 9) = {:me})`
    if (own && OWNED.includes(coll)) return `(l.coll = '${coll}' AND l.part = {:me})`
    return `l.coll = '${coll}'`
  })
  return `(${conditions.join(' OR ')})`
}

/**
 * The text of one travelling row `{coll, part, id, row}` from `coll, part, rec, row`; a row of SQL null is a tombstone.
 * Joined as text, since SQLite would parse every row again: none of the three can hold a character to escape.
 */
export const TRAVELLING = `'{"coll":"' || coll || '","part":"' || iif(coll = 'time_entries', part, '') ||
  '","id":"' || rec || '","row":' || coalesce(row, 'null') || '}'`

/**
 * The record as it is now, as this reader may see it; SQL null when it is no longer there. Only of these collections: the
 * shorter the text, the sooner SQLite has read it, and that takes longer than finding ten rows.
 */
export function currentRow(standing: Standing, colls: readonly CollectionName[] = readable(standing)): string {
  if (colls.length === 0) return 'NULL'
  const cases = colls.map((coll) => {
    const select = `SELECT ${seenRow(coll, standing)} FROM ${coll} t WHERE t.id = l.rec AND ${placeOf(coll, standing)}`
    return `WHEN '${coll}' THEN (${select})`
  })
  return `CASE l.coll ${cases.join(' ')} END`
}

/** Of a person who is no member any more, the name. */
function seenRow(coll: CollectionName, standing: Standing): string {
  const whole = rowJson(coll, 't', standing)
  return coll === 'users' && standing !== 'self' ? `iif(${memberIs('t.id')}, ${whole}, ${nameJson('t')})` : whole
}

function placeOf(coll: CollectionName, standing: Standing): string {
  if (coll === 'settings') return `l.scope = 'org'`
  if (coll === 'projects') return 't.id = l.scope'
  if (standing === 'self') return `'u:' || t.${OWNER_FIELD[coll] ?? 'id'} = l.scope`
  if (coll === 'users') return `(${[memberIs('t.id'), ...namingWork(standing).map(hasWork)].join(' OR ')})`
  if (SHOWN_WITH_PERSON.includes(coll)) return memberIs('t.user')
  if (coll === 'time_entries') return `t.project = l.scope AND substr(t.day, 1, 7) || '|' || t.user = l.part`
  if (reachOf(standing, coll) === 'own') return `t.project = l.scope AND t.${OWNER_FIELD[coll] ?? 'id'} = {:me}`
  return 't.project = l.scope'
}

const memberIs = (user: string) => `EXISTS (SELECT 1 FROM memberships m WHERE m.project = l.scope AND m.user = ${user})`

const hasWork = (coll: CollectionName) =>
  `EXISTS (SELECT 1 FROM ${coll} w WHERE w.project = l.scope AND w.${OWNER_FIELD[coll] ?? 'user'} = t.id)`
