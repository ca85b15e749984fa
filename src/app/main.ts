import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { preferredLanguage, setLanguage } from '@/locales/translate'
import { followBadge } from '@/stores/badge'
import { refreshToday } from '@/stores/clock'
import { useInstall } from '@/stores/install'
import { usePeople } from '@/stores/people'
import { usePreferences } from '@/stores/preferences'
import { useSession } from '@/stores/session'
import '@/ui/tokens.css'
import '@/ui/controls.css'
import '@/ui/print.css'
import App from './App.vue'
import { followNotifications } from './opened-by-notification'
import { reportBugs, reportLostWays, reportProblem } from './bugs'
import { createAppRouter } from './router'
import { followUpdates } from './updates'

const MINUTE = 60_000

async function start() {
  const app = createApp(App)
  app.use(createPinia())
  reportBugs(app)

  const preferences = usePreferences()
  await setLanguage(preferences.language ?? preferredLanguage(navigator.languages)).catch((problem: unknown) =>
    reportProblem(problem),
  )
  const session = useSession()
  const opened = session.resume().catch((problem: unknown) => reportProblem(problem))
  // The shell is drawn while the device's data opens. Who is not known yet, or comes by the bare address, whose screen
  // depends on the role, waits for it.
  if (!session.isSignedIn) await opened
  if (session.isSignedIn && location.pathname === '/') await opened.then(usePeople().ready)

  const router = createAppRouter()
  reportLostWays(router)
  app.use(router)
  // A first screen that can't be opened was told: the rest of the app still can.
  await router.isReady().catch(() => undefined)
  app.mount('#app')

  useInstall().listen()
  followBadge()
  setInterval(() => refreshToday(new Date()), MINUTE)
  document.addEventListener('visibilitychange', () => refreshToday(new Date()))
  followUpdates()
  followNotifications(router)
}

void start()
