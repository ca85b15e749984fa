import { SCHEMA } from '@/schema/upgrades'
import { LIMITS } from './engine/context'
import type { Context } from './engine/context'
import { runCycle } from './engine/cycle'
import { RememberingStore } from './engine/memory/remembering-store'
import { prepare } from './engine/prepare'
import { IndexedDbStore } from './local/indexed-db-store'
import { announcer, randomness } from './local/device'
import { keptText } from './local/kept-text'
import { tokenAuth } from './remote/auth'
import { httpRemote } from './remote/http-remote'

/** The door of sync for the service worker: one round with the server while no tab is open. */

export { BACKGROUND_TAG } from './local/background'

/** How long a tab may take to step back. */
const PATIENCE = 10_000

/** Workers have no localStorage; what is in it lies in IndexedDB too. */
function inMemory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const texts = new Map<string, string>()
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  }
}

/**
 * Sends and brings what is due for whoever is signed in here. Where a tab leads, that tab is asked instead: two never send
 * at once. Rejects when the network was not there after all, so that the browser tries again.
 */
export async function syncInBackground(): Promise<void> {
  const { origin } = location
  const auth = tokenAuth(origin, inMemory(), keptText(`jalon ${origin}`, 'sign-in'))
  await auth.restore()
  const userId = auth.current()?.userId
  if (!userId) return
  const name = `jalon ${origin} ${userId}`
  askLeader(name)
  // A tab that is just closing gives its place up a moment later; one that keeps it was asked.
  const signal = AbortSignal.timeout(PATIENCE)
  const outcome = await navigator.locks
    .request(name, { signal }, () => sendAlone(name, userId, auth.token))
    .catch((problem: unknown) => {
      if (signal.aborted) return 'led by a tab' as const
      throw problem
    })
  if (outcome === 'network') throw new Error('The network is not there yet.')
}

function askLeader(name: string): void {
  const tabs = announcer(name)
  tabs.announce({ kind: 'go' })
  tabs.close()
}

async function sendAlone(name: string, userId: string, token: () => string) {
  const store = new RememberingStore(new IndexedDbStore(name, SCHEMA.version))
  const tabs = announcer(name)
  const context: Context = {
    store,
    remote: httpRemote({ origin: location.origin, token }),
    clock: { now: () => Date.now() },
    random: randomness,
    me: userId,
    from: '',
    limits: LIMITS,
    schema: SCHEMA,
    changed: (collections) => tabs.announce({ kind: 'changed', collections: [...collections] }),
  }
  try {
    // What this device keeps is the app's business: the worker keeps to what it finds.
    context.from = (await prepare(context)).forgotTo
    return await runCycle(context)
  } finally {
    tabs.close()
    store.close()
  }
}
