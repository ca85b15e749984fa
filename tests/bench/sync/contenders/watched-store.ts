import { IndexedDbStore } from '@/sync/local/indexed-db-store'
import type { LocalStore, StoreWriter } from '@/sync/ports'

/** The app's store, looked over the shoulder: what each edit replaced, and which values became cards. */
export class WatchedStore extends IndexedDbStore {
  readonly cards = new Set<string>()
  private readonly replaced = new Map<string, string>()

  /** Throws for an edit that the engine did not keep. */
  replacedBy(comment: string): string {
    const known = this.replaced.get(comment)
    if (known === undefined) throw new Error('not kept')
    return known
  }

  override write<T>(stores: Parameters<LocalStore['write']>[0], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return super.write(stores, (tx) => work(this.watched(tx)))
  }

  private watched(tx: StoreWriter): StoreWriter {
    const put: StoreWriter['put'] = async (store, key, value) => {
      if (store === 'ops') this.note(value as Intent, await tx.get<Intent>('ops', key))
      if (store === 'parked') this.cards.add(String((value as Intent).fields['comment']))
      await tx.put(store, key, value)
    }
    return {
      get: tx.get.bind(tx),
      getAll: tx.getAll.bind(tx),
      getAllKeys: tx.getAllKeys.bind(tx),
      delete: tx.delete.bind(tx),
      deleteAll: tx.deleteAll.bind(tx),
      put,
    }
  }

  /** The first time that a value is kept is the person's edit; later times are the engine's business. */
  private note({ fields, base }: Intent, before: Intent | undefined): void {
    const comment = String(fields['comment'])
    if (!this.replaced.has(comment)) this.replaced.set(comment, String(before?.fields['comment'] ?? base['comment']))
  }
}

interface Intent {
  fields: { [field: string]: unknown }
  base: { [field: string]: unknown }
}
