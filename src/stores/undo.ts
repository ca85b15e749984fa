import { computed, shallowRef } from 'vue'

const KEPT = 30

/** The last things done, each with the way back. They live as long as the page: what is sent stays undoable until then. */
export function makeUndo() {
  const ways = shallowRef<readonly (() => Promise<void>)[]>([])
  const canUndo = computed(() => ways.value.length > 0)

  function remember(back: () => Promise<void>) {
    ways.value = [...ways.value.slice(1 - KEPT), back]
  }

  /** Takes the last thing back; false when there is none. */
  async function undo(): Promise<boolean> {
    const back = ways.value.at(-1)
    if (!back) return false
    ways.value = ways.value.slice(0, -1)
    await back()
    return true
  }

  return { canUndo, remember, undo }
}

const stacks = new Map<string, ReturnType<typeof makeUndo>>()

/** One list of ways back for several screens: what one did, another can take back. Each person has their own. */
export function sharedUndo(person: string, subject: string): ReturnType<typeof makeUndo> {
  const key = `${person} ${subject}`
  let known = stacks.get(key)
  if (!known) stacks.set(key, (known = makeUndo()))
  return known
}
