import { SCHEMA_VERSION } from '@/schema/sync-wire'
import type { Context } from './context'
import { changeMeta, readMeta } from './keys'
import { reviveWhere } from './parked'

/** The device's name, and a second chance for what an older version of the app could not send. */
export async function prepare(context: Context): Promise<string> {
  const appVersion = String(SCHEMA_VERSION)
  const known = await context.store.read(['meta'], readMeta)
  // The usual start writes nothing: a strict transaction is the slowest thing that a phone's storage does.
  if (known.device && known.appVersion === appVersion) return known.device
  const fresh = context.random.id()
  return context.store.write(['meta', 'parked', 'ops'], async (tx) => {
    const meta = await readMeta(tx)
    const device = meta.device || fresh
    if (meta.appVersion !== appVersion) await reviveWhere(tx, (parked) => parked.reason === 'version')
    await changeMeta(tx, { device, appVersion })
    return device
  })
}
