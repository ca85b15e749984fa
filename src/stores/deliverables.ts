import { defineStore } from 'pinia'
import { computed } from 'vue'
import { inOrderOfHandover } from '@/domain/milestones/deliverables'
import type { Deliverable } from '@/schema/deliverable'
import type { SyncMark } from '@/sync/door'
import { useLive } from './live'
import { newId } from './new-id'
import { useSession } from './session'

export type DeliverableDraft = Pick<
  Deliverable,
  'project' | 'milestone' | 'name' | 'owner' | 'due' | 'version' | 'note'
>

/** Who took it over and when; with reservations, these stand in the note. */
export interface Acceptance {
  by: string
  on: string
  reserved: boolean
  note: string
}

/** What the projects hand over, and what becomes of it. Works offline. */
export const useDeliverables = defineStore('deliverables', () => {
  const session = useSession()
  const rows = useLive(['deliverables'], (data) => data.list('deliverables'), [])

  const all = computed(() => inOrderOfHandover(rows.value.value.map(({ row }) => row)))
  const marks = computed(
    () => new Map<string, SyncMark>(rows.value.value.map(({ row, mark }) => [row.id as string, mark])),
  )
  const ofMilestone = (milestone: string) => all.value.filter((one) => one.milestone === milestone)

  async function create(draft: DeliverableDraft): Promise<void> {
    const fields = { ...trimmed(draft), state: 'planned', accepted_by: '', accepted_on: '' }
    await session.open().save([{ op: 'create', coll: 'deliverables', id: newId(), scope: draft.project, fields }])
  }

  async function change(one: Deliverable, fields: Partial<Deliverable>): Promise<void> {
    await session.open().save([{ op: 'patch', coll: 'deliverables', id: one.id, scope: one.project, fields }])
  }

  const handOver = (one: Deliverable) => change(one, { state: 'submitted' })

  const accept = (one: Deliverable, { by, on, reserved, note }: Acceptance) =>
    change(one, {
      state: reserved ? 'reserved' : 'accepted',
      accepted_by: by.trim(),
      accepted_on: on as Deliverable['accepted_on'],
      note: note.trim(),
    })

  async function remove(one: Deliverable): Promise<void> {
    await session.open().save([{ op: 'delete', coll: 'deliverables', id: one.id, scope: one.project, fields: {} }])
  }

  /** Puts a removed one back as it was. */
  async function restore({ id, ...fields }: Deliverable): Promise<void> {
    await session.open().save([{ op: 'create', coll: 'deliverables', id, scope: fields.project, fields }])
  }

  return { all, marks, loaded: rows.loaded, ofMilestone, create, change, handOver, accept, remove, restore }
})

function trimmed(draft: DeliverableDraft): DeliverableDraft {
  return { ...draft, name: draft.name.trim(), version: draft.version.trim(), note: draft.note.trim() }
}
