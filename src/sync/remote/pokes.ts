import type { Pokes } from '../ports'
import type { Server } from './answers'

/** A device that asks of its own accord and holds no connection open. */
export const noPokes: Pokes = { subscribe: () => undefined, close: () => undefined }

/** "Something changed" over PocketBase's event stream. The SDK is fetched only when there is something to listen to. */
export function realtimePokes(server: Server): Pokes {
  let turn = 0
  let stop: () => void = () => undefined

  async function listen(scopes: readonly string[], onPoke: () => void, mine: number): Promise<void> {
    const { default: PocketBase } = await import('pocketbase')
    if (mine !== turn) return
    const client = new PocketBase(server.origin)
    client.autoCancellation(false)
    client.authStore.save(server.token(), null)
    stop = () => void client.realtime.unsubscribe().catch(() => undefined)
    // A new connection may have missed anything: it counts as a poke.
    await client.realtime.subscribe('PB_CONNECT', onPoke)
    for (const scope of scopes) await client.realtime.subscribe(`sync/${scope}`, onPoke)
    if (mine !== turn) stop()
  }

  function close(): void {
    turn += 1
    stop()
    stop = () => undefined
  }

  return {
    subscribe(scopes, onPoke) {
      close()
      // Live messages only make things faster; without them the regular pull brings the same.
      listen(scopes, onPoke, turn).catch(() => undefined)
    },
    close,
  }
}
