import { takeShared } from '@/files'
import type { Shared } from '@/files'

/** What another app shared, once: the flag form asks when it was opened by a share. Browsers without caches share nothing. */
export async function takeWhatWasShared(): Promise<Shared | null> {
  return 'caches' in globalThis ? takeShared().catch(() => null) : null
}
