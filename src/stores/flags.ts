import { defineStore } from 'pinia'
import { computed } from 'vue'
import { shrinkPhoto } from '@/files'
import { FLAG_STATES, type Flag, type FLAG_KINDS, type SEVERITIES } from '@/schema/flag'
import type { NewPhoto } from '@/sync/door'
import { useToday } from './clock'
import { useLive } from './live'
import { newId } from './new-id'
import { usePeople } from './people'
import { useSession } from './session'

export interface FlagDraft {
  project: string
  task: string
  kind: (typeof FLAG_KINDS)[number]
  severity: (typeof SEVERITIES)[number]
  sentence: string
  photos: readonly Blob[]
}

/** What the field reports: read by those who follow, written by everybody. */
export const useFlags = defineStore('flags', () => {
  const session = useSession()
  const people = usePeople()
  const today = useToday()
  const rows = useLive(['flags'], (data) => data.list('flags'), [])
  const attachments = useLive(['attachments'], (data) => data.list('attachments'), [])

  /** Newest first; within a day, those still to be looked at first. */
  const flags = computed(() => rows.value.value.toSorted((a, b) => newestFirst(a.row, b.row)))
  /** The newest comes last, and stays. */
  const lastBy = computed(
    () => new Map<string, Flag>(flags.value.map(({ row }) => [row.project as string, row] as const).toReversed()),
  )
  const waiting = computed(() => flags.value.filter(({ row }) => row.state === 'new'))
  const arrived = computed(() => new Set<string>(attachments.value.value.map(({ row }) => row.id)))

  /** How many of a flag's photos have reached the server, of how many announced. */
  function photoCount(flag: Flag): { here: number; announced: number } {
    return { here: flag.photos.filter((id) => arrived.value.has(id)).length, announced: flag.photos.length }
  }

  /** Keeps the flag and its shrunk photos on the device; answers once they are safe there. */
  async function flagSomething(draft: FlagDraft): Promise<void> {
    const id = newId()
    const photos: NewPhoto[] = []
    for (const picture of draft.photos) {
      const shrunk = await shrinkPhoto(picture)
      photos.push({ id: newId(), project: draft.project, flag: id, sha256: shrunk.sha256, blob: shrunk.blob })
    }
    const fields = {
      project: draft.project,
      task: draft.task,
      author: people.myId,
      day: today.value,
      kind: draft.kind,
      severity: draft.severity,
      sentence: draft.sentence.trim(),
      photos: photos.map((photo) => photo.id),
      state: 'new',
      answer: '',
    }
    await session.open().save([{ op: 'create', coll: 'flags', id, scope: draft.project, fields }], photos)
  }

  /** What the project decided of it, with a word that its author will read. */
  async function triage(flag: Flag, state: Flag['state'], answer: string): Promise<void> {
    await session
      .open()
      .save([
        { op: 'patch', coll: 'flags', id: flag.id, scope: flag.project, fields: { state, answer: answer.trim() } },
      ])
  }

  function lastOf(project: string): Flag | undefined {
    return lastBy.value.get(project)
  }

  return { flags, waiting, loaded: rows.loaded, photoCount, flagSomething, triage, lastOf }
})

function newestFirst(a: Flag, b: Flag): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1
  const order = FLAG_STATES.indexOf(a.state) - FLAG_STATES.indexOf(b.state)
  return order || (a.id < b.id ? -1 : 1)
}
