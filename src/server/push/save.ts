import { Refused } from './refusal'

/** What Go throws through the engine; its `value` is the error itself. */
interface ThrownByGo {
  value?: { filter?: unknown }
}

/**
 * Saves with PocketBase's own validation. Only its validation errors are a refusal: anything else (a full disk, a broken
 * table) must undo the whole batch, so that the device keeps it.
 */
export function saveRecord(tx: pb.App, record: pb.Row, fields: Readonly<{ [field: string]: unknown }>): void {
  for (const [field, value] of Object.entries(fields)) record.set(field, value)
  try {
    tx.save(record)
  } catch (error) {
    const faults = faultsOf(error)
    if (!faults) throw error
    throw new Refused('invalid', { code: 'bad-value', field: Object.keys(faults)[0] ?? 'id' })
  }
}

function faultsOf(error: unknown): object | null {
  const thrown = (error as ThrownByGo).value
  return thrown && 'filter' in thrown ? (JSON.parse(JSON.stringify(thrown)) as object) : null
}
