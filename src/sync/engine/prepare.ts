import { StorageNewer } from '../ports'
import type { StoreName } from '../ports'
import type { Context } from './context'
import { changeMeta, readMeta } from './keys'
import { reviveWhere } from './parked'
import type { SyncMeta } from './stored'
import { upgradeStored } from './upgrade'

const STORES: StoreName[] = ['meta', 'recs', 'chunks', 'ops', 'batches', 'parked']

/**
 * The counters of this device, its name among them. What an older version of the app left here is upgraded, in one transaction, and what that version
 * could not send gets a second chance.
 */
export async function prepare(context: Context): Promise<SyncMeta> {
  const { version } = context.schema
  const known = await context.store.read(['meta'], readMeta)
  // The usual start writes nothing: a strict transaction is the slowest thing that a phone's storage does.
  if (known.device && known.appVersion === String(version)) return known
  const fresh = context.random.id()
  const at = context.clock.now()
  return context.store.write(STORES, async (tx) => {
    const meta = await readMeta(tx)
    const device = meta.device || fresh
    const from = Number(meta.appVersion || version)
    if (from > version) throw new StorageNewer()
    if (from < version) await reviveWhere(tx, (parked) => parked.reason === 'version')
    if (from < version) await upgradeStored(tx, context.schema, from, at)
    await changeMeta(tx, { device, appVersion: String(version) })
    return readMeta(tx)
  })
}
