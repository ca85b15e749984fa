import { SCHEMA_VERSION } from './sync-wire'

type Row = Record<string, unknown>

/**
 * How some fields of one record of the version before are said in this one. `whole`: they are a whole record, so that a
 * new field needs its default; otherwise they are only the fields that somebody changed. null = can't be said any more.
 */
export type Upgrade = (coll: string, fields: Row, whole: boolean) => Row | null

export interface SchemaHistory {
  /** The version that this build reads and writes. */
  version: number
  /** By the version that they lead to. A version without one changed nothing that devices keep. */
  upgrades: Readonly<Record<number, Upgrade>>
}

/**
 * What this build does with what an older one left on a device: the copy, the unsent intents and what is parked. The
 * server accepts the older version for two more releases, so what is frozen goes as it is.
 */
export const SCHEMA: SchemaHistory = { version: SCHEMA_VERSION, upgrades: {} }

/**
 * These fields as the newest version says them; null = they can't be said.
 *
 * @example upgraded({ version: 2, upgrades: { 2: (_, row) => ({ ...row, place: '' }) } }, 1, 'tasks', {}, true) // { place: '' }
 */
export function upgraded(schema: SchemaHistory, from: number, coll: string, fields: Row, whole: boolean): Row | null {
  let now: Row | null = fields
  for (let version = from + 1; version <= schema.version && now; version++)
    now = schema.upgrades[version]?.(coll, now, whole) ?? (schema.upgrades[version] ? null : now)
  return now
}
