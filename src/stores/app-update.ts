import { defineStore } from 'pinia'
import { ref } from 'vue'

/** A new version waits until the person takes it. */
export const useAppUpdate = defineStore('app-update', () => {
  const waiting = ref(false)
  const postponed = ref(false)
  /** Taken in this tab. */
  const accepted = ref(false)
  /** Taken in another one. */
  const elsewhere = ref(false)
  let activate: () => void = () => {}

  function announce(whenAccepted: () => void, takenElsewhere = false) {
    elsewhere.value = takenElsewhere
    activate = whenAccepted
    waiting.value = true
    postponed.value = false
  }

  function apply() {
    waiting.value = false
    accepted.value = true
    activate()
  }

  function later() {
    postponed.value = true
  }

  return { waiting, postponed, accepted, elsewhere, announce, apply, later }
})
