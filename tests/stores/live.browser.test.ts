import { createPinia, setActivePinia } from 'pinia'
import { effectScope } from 'vue'
import { expect, it } from 'vitest'
import { useLive } from '@/stores/live'
import { useSession } from '@/stores/session'

/** Reads that are answered by hand, in any order. */
function aRead() {
  const answers: ((value: string) => void)[] = []
  setActivePinia(createPinia())
  const session = useSession()
  Object.assign(session, { data: { onChange: () => () => undefined } })
  const read = () => new Promise<string>((resolve) => answers.push(resolve))
  const live = effectScope().run(() => useLive(['tasks'], read, ''))!
  return { live, answer: (turn: number, value: string) => answers[turn]!(value) }
}

it('who asks for a fresh read goes on only when the newest one is there, whichever is answered first', async () => {
  const { live, answer } = aRead()
  const seen: string[] = []
  const asked = live.refresh().then(() => seen.push(live.value.value))
  const newer = live.refresh()
  answer(1, 'before the last key')
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  expect(seen).toEqual([])
  answer(2, 'after it')
  await Promise.all([asked, newer])
  expect(seen).toEqual(['after it'])
  answer(0, 'long ago')
  await new Promise((resolve) => setTimeout(resolve))
  expect(live.value.value).toBe('after it')
})
