import { defineStore } from 'pinia'
import { ref } from 'vue'
import { pushOnThisDevice } from '@/sync'
import type { PushProblem, PushState } from '@/sync/door'
import { useSession } from './session'

/** Notifications on this device. The browser's question is asked only when the person turns them on. */
export const usePush = defineStore('push', () => {
  const session = useSession()
  const state = ref<PushState>('off')
  const busy = ref(false)

  async function look(): Promise<void> {
    state.value = (await pushOnThisDevice()).state()
  }

  /** Answers what stood in the way, null when it is on. */
  async function turnOn(): Promise<PushProblem | null> {
    busy.value = true
    try {
      return await (await pushOnThisDevice()).turnOn(session.open().deviceId)
    } finally {
      busy.value = false
      await look()
    }
  }

  async function turnOff(): Promise<void> {
    await (await pushOnThisDevice()).turnOff()
    await look()
  }

  return { state, busy, look, turnOn, turnOff }
})
