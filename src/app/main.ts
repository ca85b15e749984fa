import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { preferredLanguage, setLanguage } from '@/locales/translate'
import { refreshToday } from '@/stores/clock'
import { useInstall } from '@/stores/install'
import { usePeople } from '@/stores/people'
import { usePreferences } from '@/stores/preferences'
import { useSession } from '@/stores/session'
import '@/ui/tokens.css'
import '@/ui/controls.css'
import App from './App.vue'
import { reportBugs } from './bugs'
import { createAppRouter } from './router'
import { followUpdates } from './updates'

const MINUTE = 60_000

async function start() {
  const app = createApp(App)
  app.use(createPinia())
  reportBugs(app)

  const preferences = usePreferences()
  await setLanguage(preferences.language ?? preferredLanguage(navigator.languages))
  await useSession().resume()
  // Only the bare address depends on the role: every other one opens without waiting for it.
  if (useSession().isSignedIn && location.pathname === '/') await usePeople().ready()

  const router = createAppRouter()
  app.use(router)
  await router.isReady()
  app.mount('#app')

  useInstall().listen()
  setInterval(() => refreshToday(new Date()), MINUTE)
  document.addEventListener('visibilitychange', () => refreshToday(new Date()))
  followUpdates()
}

void start()
