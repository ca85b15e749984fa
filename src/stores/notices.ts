import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Notice {
  id: number
  text: string
  tone: 'good' | 'attention'
  /** What can still be done about it, such as taking it back. */
  action: NoticeAction | null
}

export interface NoticeAction {
  label: string
  run: () => void
}

const SHOWN_MS = 6000

/** Short sentences that say what just happened, then leave. */
export const useNotices = defineStore('notices', () => {
  const notices = ref<Notice[]>([])
  let next = 1

  function say(text: string, tone: Notice['tone'] = 'good', action: NoticeAction | null = null) {
    const id = next++
    // The same words twice at once say nothing more: the newer stay.
    const others = notices.value.filter((notice) => notice.text !== text)
    notices.value = [...others.slice(-2), { id, text, tone, action }]
    setTimeout(() => dismiss(id), SHOWN_MS)
  }

  function dismiss(id: number) {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  return { notices, say, dismiss }
})
