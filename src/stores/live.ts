import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { CollectionName } from '@/schema/collections'
import type { SyncSession } from '@/sync/door'
import { useSession } from './session'

/**
 * A value read from the local data that reads itself again whenever one of its collections changes, in this tab, in another,
 * or by a pull. `sources` are refs that the read depends on.
 *
 * @example const flags = useLive(['flags'], (data) => data.list('flags'), [])
 */
export function useLive<T>(
  collections: readonly CollectionName[],
  read: (data: SyncSession) => Promise<T>,
  initial: T,
  sources: readonly Ref<unknown>[] = [],
): { value: Readonly<Ref<T>>; loaded: Readonly<Ref<boolean>>; refresh: () => Promise<void> } {
  const session = useSession()
  const value = shallowRef(initial) as Ref<T>
  const loaded = shallowRef(false)
  let turn = 0

  let newest: Promise<void> = Promise.resolve()
  const refresh = () => (newest = readAt(++turn))

  async function readAt(mine: number): Promise<void> {
    const data = session.data
    if (!data) return
    const fresh = await read(data)
    // A slower, older read must not replace a newer one; and who waited for it goes on from what the newer one finds.
    if (mine !== turn) return newest
    value.value = fresh
    loaded.value = true
  }

  let isReading = false
  let isStale = false

  /**
   * During a first copy: one read at a time, and after a change meanwhile one more, which first rests for as long as the last
   * one took. A copy of hundreds of projects changes everything hundreds of times, and must not wait for as many readings of
   * all that is there. Later each change is read at once: the next key stroke goes on from it.
   */
  async function follow(): Promise<void> {
    if (isReading) return void (isStale = true)
    isReading = true
    try {
      do {
        isStale = false
        const from = performance.now()
        await refresh()
        const took = performance.now() - from
        if (isStale) await new Promise((resolve) => setTimeout(resolve, took))
      } while (isStale)
    } finally {
      isReading = false
    }
  }

  let stop: (() => void) | undefined
  watch(
    () => session.data,
    (data) => {
      stop?.()
      stop = data?.onChange((changed) => {
        if (collections.some((name) => changed.has(name))) void (session.status?.ready ? refresh() : follow())
      })
      void refresh()
    },
    { immediate: true },
  )
  // The copy is whole: what is still resting is read now.
  watch(
    () => session.status?.ready,
    (isReady) => {
      if (isReady && isStale) void refresh()
    },
  )
  if (sources.length > 0) watch(sources, () => void refresh())
  onScopeDispose(() => stop?.())
  return { value, loaded, refresh }
}
