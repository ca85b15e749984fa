import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ParkedChoice, ParkedItem } from '@/sync/door'
import { useSession } from './session'

/** What could not be sent as it is, with its reason, until the person decides. */
export const useParked = defineStore('parked', () => {
  const session = useSession()
  const items = shallowRef<ParkedItem[]>([])
  let turn = 0

  async function refresh(): Promise<void> {
    const mine = ++turn
    const fresh = (await session.data?.parked()) ?? []
    if (mine === turn) items.value = fresh
  }

  watch(
    () => [session.data, session.status] as const,
    ([, status]) => {
      if (status?.parked || items.value.length) void refresh()
    },
    { immediate: true },
  )

  const byRecord = computed(() => new Map(items.value.map((item) => [`${item.coll}/${item.record}`, item])))

  function of(coll: string, record: string): ParkedItem | undefined {
    return byRecord.value.get(`${coll}/${record}`)
  }

  async function resolve(item: ParkedItem, choice: ParkedChoice): Promise<void> {
    await session.open().resolve(item.id, choice)
    await refresh()
  }

  /** Changes a refused value; the whole record goes again with it. */
  async function correct(item: ParkedItem, field: string, value: unknown): Promise<void> {
    const { coll, record: id, scope } = item
    await session.open().save([{ op: 'patch', coll, id, scope, fields: { [field]: value } }])
    await refresh()
  }

  return { items, of, resolve, correct }
})
