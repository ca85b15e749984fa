import { SCHEMA_VERSION } from '@/schema/sync-wire'
import type { Context } from './context'
import { changeMeta, readMeta } from './keys'
import { reviveWhere } from './parked'

/** The device's name, and a second chance for what an older version of the app could not send. */
export async function prepare(context: Context): Promise<{ deviceId: string; ready: boolean }> {
  const fresh = context.random.id()
  return context.store.write(['meta', 'parked', 'ops'], async (tx) => {
    const meta = await readMeta(tx)
    const deviceId = meta.device || fresh
    const appVersion = String(SCHEMA_VERSION)
    if (meta.appVersion !== appVersion) await reviveWhere(tx, (parked) => parked.reason === 'version')
    if (meta.device !== deviceId || meta.appVersion !== appVersion)
      await changeMeta(tx, { device: deviceId, appVersion })
    return { deviceId, ready: meta.ready }
  })
}
