import type { Context } from './context'
import { changeMeta, readMeta } from './keys'
import { reviveWhere } from './parked'

/** Gives the device its id once; after an update of the app, tries again what no earlier version could say. */
export async function startUp(context: Context, appVersion: string): Promise<string> {
  const fresh = context.random.id()
  return context.store.write(['meta', 'ops', 'parked'], async (tx) => {
    const meta = await readMeta(tx)
    const device = meta.device || fresh
    if (meta.appVersion !== appVersion) await reviveWhere(tx, (parked) => parked.reason === 'version')
    if (meta.device === '' || meta.appVersion !== appVersion) await changeMeta(tx, { device, appVersion })
    return device
  })
}
