import { defineStore } from 'pinia'
import { reactive, watch } from 'vue'
import { usePeople } from './people'
import type { FlagDraft } from './flags'

type Text = Omit<FlagDraft, 'photos' | 'kind' | 'severity'> & {
  kind: FlagDraft['kind']
  severity: FlagDraft['severity']
}
const EMPTY: Text = { project: '', task: '', kind: 'risk', severity: 'medium', sentence: '' }

/** What is being typed in the flag form: it survives a reload, an update of the app, a phone that was put away. */
export const useFlagDraft = defineStore('flag-draft', () => {
  const people = usePeople()
  const key = () => `jalon.flag-draft.${people.myId}`
  const draft = reactive<Text>({ ...EMPTY, ...read(key()) })

  watch(draft, (now) => {
    try {
      localStorage.setItem(key(), JSON.stringify(now))
    } catch {
      // Storage refused: the text lasts as long as the page.
    }
  })

  function clear() {
    Object.assign(draft, EMPTY)
  }

  return { draft, clear }
})

function read(key: string): Partial<Text> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    const sentence = (stored as Record<string, unknown>)['sentence']
    const project = (stored as Record<string, unknown>)['project']
    return {
      ...(typeof sentence === 'string' ? { sentence } : {}),
      ...(typeof project === 'string' ? { project } : {}),
    }
  } catch {
    return {}
  }
}
