import type { Announcer, LeaderLock, Randomness, Scheduler, TabMessage, Wakeups } from '../ports'

/** What the engine needs of the browser itself. Each is one port, for one user's tabs on this device. */

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

export const randomness: Randomness = {
  id() {
    let id = ''
    while (id.length < 15) {
      // 252 is the largest multiple of 36 in a byte: no character is likelier than another.
      for (const byte of crypto.getRandomValues(new Uint8Array(20)))
        if (byte < 252 && id.length < 15) id += ALPHABET[byte % 36]
    }
    return id
  },
  fraction: () => Math.random(),
}

export const scheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  soon: () => new Promise((resolve) => setTimeout(resolve)),
}

/** Web Locks choose the sending tab. Without them (no HTTPS) every tab sends: wasteful, but receipts keep it right. */
export function leaderLock(name: string): LeaderLock {
  return {
    whenLeader(lead) {
      if (!navigator.locks) {
        lead()
        return () => undefined
      }
      const stop = new AbortController()
      void navigator.locks
        .request(name, { signal: stop.signal }, () => {
          lead()
          return new Promise<void>((release) => stop.signal.addEventListener('abort', () => release()))
        })
        .catch(() => undefined)
      return () => stop.abort()
    },
  }
}

/** Tells the other tabs of the same user. */
export function announcer(name: string): Announcer {
  const channel = new BroadcastChannel(name)
  const announce = channel.postMessage.bind(channel)
  return {
    announce,
    onMessage(listener) {
      const hear = (event: MessageEvent<TabMessage>) => listener(event.data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    close: () => channel.close(),
  }
}

/** Network back, or the app in front again. */
export const wakeups: Wakeups = {
  onWake(listener) {
    const seen = () => document.visibilityState === 'visible' && listener()
    addEventListener('online', listener)
    addEventListener('pageshow', listener)
    document.addEventListener('visibilitychange', seen)
    return () => {
      removeEventListener('online', listener)
      removeEventListener('pageshow', listener)
      document.removeEventListener('visibilitychange', seen)
    }
  },
}

/** Asks the browser not to throw this data away. null = it does not say. */
export async function persistStorage(): Promise<boolean | null> {
  if (!navigator.storage?.persist) return null
  return (await navigator.storage.persisted()) || navigator.storage.persist()
}
