import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

/** The browser's own event; only Chromium has it, so the platform's types don't. */
interface InstallPrompt extends Event {
  prompt(): Promise<void>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

/** Installing the app: kept for the moment when the person asks for it, never thrown at them. */
export const useInstall = defineStore('install', () => {
  const prompt = shallowRef<InstallPrompt | null>(null)
  const installed = ref(matchMedia('(display-mode: standalone)').matches)
  const canAsk = computed(() => prompt.value !== null && !installed.value)
  /** Safari on iOS has no prompt: the person does it from the share menu. */
  const needsShareMenu = computed(() => !installed.value && isAppleTouchDevice())

  function listen() {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault()
      prompt.value = event as InstallPrompt
    })
    addEventListener('appinstalled', () => {
      installed.value = true
      prompt.value = null
    })
  }

  async function ask(): Promise<void> {
    const asked = prompt.value
    if (!asked) return
    prompt.value = null
    await asked.prompt()
    installed.value = (await asked.userChoice).outcome === 'accepted'
  }

  return { canAsk, installed, needsShareMenu, listen, ask }
})

function isAppleTouchDevice(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1)
  )
}
