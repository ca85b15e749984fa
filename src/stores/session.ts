import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { forgetShared } from '@/files'
import { createAuth, openSession, pushOnThisDevice } from '@/sync'
import type { SignedIn, SyncSession, SyncStatus } from '@/sync/door'
import { forgetBroughtTime } from './brought-time'

/** On a phone 13 months of time entries are kept; a desktop keeps all of them. */
const PHONE_MONTHS = 13
/** The longer side of the screen, in CSS pixels: a narrow window on a desk is a desk all the same. */
const DESK_SCREEN = 1024

const isDesk = () => Math.max(screen.width, screen.height) >= DESK_SCREEN

/** How many months of time entries this device keeps; null = all of them. */
export const historyMonths = () => (isDesk() ? null : PHONE_MONTHS)

/** What can wait until the first screen is used. */
const AFTER_START_MS = 5000
/** How long leaving may wait for the server to hear of it: the device itself is quiet at once. */
const LEAVING_MS = 3000

/** Who is here, and the door to their data. */
export const useSession = defineStore('session', () => {
  const auth = createAuth()
  const user = shallowRef<SignedIn | null>(auth.current())
  const data = shallowRef<SyncSession | null>(null)
  const status = shallowRef<SyncStatus | null>(null)
  const isSignedIn = computed(() => user.value !== null)

  /** Opens the local data of whoever is signed in; needs no network. */
  async function resume(): Promise<void> {
    if (!auth.current()) await auth.restore()
    const known = auth.current()
    user.value = known
    if (!known || data.value) return
    const desk = isDesk()
    const opened = await openSession({ userId: known.userId, historyMonths: historyMonths(), live: desk })
    status.value = opened.status()
    opened.onStatus((next) => (status.value = next))
    data.value = opened
    setTimeout(() => void resumePush(opened.deviceId), AFTER_START_MS)
  }

  async function signIn(email: string, password: string) {
    const answer = await auth.signIn(email, password)
    if (!answer.ok) return answer
    // Another person on this device: the first one's database is closed, never opened under the new name.
    if (data.value && data.value.userId !== answer.user.userId) await leave()
    await resume()
    user.value = answer.user
    await data.value?.syncNow()
    return answer
  }

  async function leave(): Promise<void> {
    const opened = data.value
    data.value = null
    status.value = null
    await opened?.close()
  }

  /** `keep`: the database stays, locked, for the next sign-in of the same person. `erase`: it goes. */
  async function signOut(local: 'keep' | 'erase'): Promise<void> {
    const opened = data.value
    data.value = null
    status.value = null
    await stopPush()
    await auth.signOut()
    // A photo that another app shared and nobody took is its owner's alone.
    if ('caches' in globalThis) await forgetShared().catch(() => false)
    user.value = null
    if (local === 'erase') {
      forgetBroughtTime()
      await opened?.erase()
    } else await opened?.close()
  }

  /** The open data. Screens behind the sign-in guard may rely on it. */
  function open(): SyncSession {
    if (!data.value) throw new Error('No session is open: the route guard lets nobody in without one.')
    return data.value
  }

  return { user, data, status, isSignedIn, resume, signIn, signOut, open }
})

/** Push is a bonus: whatever goes wrong with it troubles nobody. */
async function resumePush(device: string): Promise<void> {
  await pushOnThisDevice()
    .then((push) => push.resume(device))
    .catch((problem: unknown) => console.info(problem))
}

async function stopPush(): Promise<void> {
  const stopped = pushOnThisDevice()
    .then((push) => push.turnOff())
    .catch((problem: unknown) => console.info(problem))
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, LEAVING_MS))])
}
