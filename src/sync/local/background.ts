/** Background Sync, where the browser has it (Chromium): a bonus. Every promise holds without it. */

export const BACKGROUND_TAG = 'jalon-unsent'

/** What TypeScript's DOM does not describe yet. */
interface WithSync {
  sync?: { register(tag: string): Promise<void> }
}

/** Asks the browser to wake the service worker when the network is back, even with the app closed. */
export async function askForBackgroundSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = (await navigator.serviceWorker.ready) as unknown as WithSync
    await registration.sync?.register(BACKGROUND_TAG)
  } catch {
    // Not allowed here: the next start of the app sends.
  }
}
