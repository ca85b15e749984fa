import { defineStore } from 'pinia'
import { ref } from 'vue'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export type Language = 'fr' | 'en'

const THEME_KEY = 'jalon.theme'
const LANGUAGE_KEY = 'jalon.language'

/** Choices of this device. They work before anybody signed in and never leave the device. */
export const usePreferences = defineStore('preferences', () => {
  const theme = ref<Theme>(readTheme())
  const language = ref<Language | null>(readLanguage())

  function chooseTheme(chosen: Theme) {
    theme.value = chosen
    write(THEME_KEY, chosen === 'system' ? null : chosen)
    if (chosen === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = chosen
  }

  function chooseLanguage(chosen: Language) {
    language.value = chosen
    write(LANGUAGE_KEY, chosen)
  }

  return { theme, language, chooseTheme, chooseLanguage }
})

function readTheme(): Theme {
  const stored = read(THEME_KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function readLanguage(): Language | null {
  const stored = read(LANGUAGE_KEY)
  return stored === 'fr' || stored === 'en' ? stored : null
}

/** Private modes may refuse storage: the choice then lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Nothing to do: the choice holds for this page.
  }
}
