import { defineStore } from 'pinia'
import { ref } from 'vue'

/** A new version waits until the person takes it. */
export const useAppUpdate = defineStore('app-update', () => {
  const waiting = ref(false)
  const postponed = ref(false)
  let activate: () => void = () => {}

  function announce(whenAccepted: () => void) {
    activate = whenAccepted
    waiting.value = true
    postponed.value = false
  }

  function apply() {
    waiting.value = false
    activate()
  }

  function later() {
    postponed.value = true
  }

  return { waiting, postponed, announce, apply, later }
})
