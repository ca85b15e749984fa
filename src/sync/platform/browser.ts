import type { Announcer, Clock, LeaderLock, Randomness, Scheduler, TabMessage, Wakeups } from '../ports'

/** The browser's part of the ports: time, chance, tabs. */

export const systemClock: Clock = { now: () => Date.now() }

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

export const systemRandom: Randomness = {
  id: () => {
    const values = crypto.getRandomValues(new Uint16Array(15))
    return Array.from(values, (value) => ALPHABET[value % 36]).join('')
  },
  fraction: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
}

export const systemScheduler: Scheduler = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/**
 * One tab sends. Where Web Locks are missing (plain http in a local network) every tab leads: receipts and the checks
 * inside each transaction make that harmless, only wasteful.
 */
export function webLock(name: string): LeaderLock {
  return {
    whenLeader: (lead) => {
      if (typeof navigator === 'undefined' || !navigator.locks) {
        lead()
        return () => undefined
      }
      const stop = new AbortController()
      const held = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))
      navigator.locks
        .request(name, { signal: stop.signal }, () => {
          lead()
          return held
        })
        .catch(() => undefined)
      return () => stop.abort()
    },
  }
}

export function broadcastTabs(name: string): Announcer {
  if (typeof BroadcastChannel === 'undefined') return lonelyTab
  const channel = new BroadcastChannel(name)
  return {
    announce: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      const hear = (event: MessageEvent<TabMessage>) => listener(event.data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    close: () => channel.close(),
  }
}

export const lonelyTab: Announcer = {
  announce: () => undefined,
  onMessage: () => () => undefined,
  close: () => undefined,
}

export const browserWakeups: Wakeups = {
  onWake: (listener) => {
    const visible = () => document.visibilityState === 'visible' && listener()
    addEventListener('online', listener)
    document.addEventListener('visibilitychange', visible)
    return () => {
      removeEventListener('online', listener)
      document.removeEventListener('visibilitychange', visible)
    }
  },
}
