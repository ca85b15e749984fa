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
import { reportBugs, reportProblem } from './bugs'
import { createAppRouter } from './router'
import { followUpdates } from './updates'

const MINUTE = 60_000

async function start() {
  const app = createApp(App)
  app.use(createPinia())
  reportBugs(app)

  const preferences = usePreferences()
  await setLanguage(preferences.language ?? preferredLanguage(navigator.languages))
  const session = useSession()
  const opened = session.resume().catch(reportProblem)
  // The shell is drawn while the device's data opens. Who is not known yet, or comes by the bare address, whose screen
  // depends on the role, waits for it.
  if (!session.isSignedIn) await opened
  if (session.isSignedIn && location.pathname === '/') await opened.then(usePeople().ready)

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
