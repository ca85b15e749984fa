import { openDB } from 'idb'
import type { KeptText } from '../ports'

const STORE = 'texts'

/**
 * One text that is on disk when `put` answers. localStorage is written seconds later: a phone killed right after a
 * sign-in would ask for a password, without network to check it.
 */
export function keptText(database: string, key: string): KeptText {
  const open = () => openDB(database, 1, { upgrade: (db) => void db.createObjectStore(STORE) })
  return {
    async get() {
      const db = await open()
      const text: unknown = await db.get(STORE, key)
      db.close()
      return typeof text === 'string' ? text : null
    },
    async put(text) {
      const db = await open()
      const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' })
      await Promise.all([
        text === null ? transaction.store.delete(key) : transaction.store.put(text, key),
        transaction.done,
      ])
      db.close()
    },
  }
}
