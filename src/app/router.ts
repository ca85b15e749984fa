import {
  createRouter,
  createWebHistory,
  START_LOCATION,
  type RouteLocationNormalized,
  type RouteRecordRaw,
} from 'vue-router'
import * as v from 'valibot'
import { addDeskWords, type MessageKey } from '@/locales/translate'
import { weekId, type WeekId } from '@/schema/brands'
import WeekScreen from '@/screens/phone/week/WeekScreen.vue'
import { usePeople } from '@/stores/people'
import { useSession } from '@/stores/session'
import { useWeek } from '@/stores/week'
import { isWideScreen } from '@/ui/wide-screen'

declare module 'vue-router' {
  interface RouteMeta {
    title?: MessageKey
    /** Open to people who are not signed in, drawn without the shell. */
    outside?: boolean
  }
}

/** A screen of the desk comes with its words. */
const desk =
  <Screen>(load: () => Promise<Screen>) =>
  async () =>
    (await Promise.all([load(), addDeskWords()]))[0]

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => home() },
  { path: '/week', component: WeekScreen, meta: { title: 'nav.week' } },
  {
    path: '/actions/:id?',
    component: () => import('@/screens/phone/actions/ActionsScreen.vue'),
    props: (route) => ({ id: String(route.params['id'] ?? '') }),
    meta: { title: 'actions.title' },
  },
  { path: '/me', component: () => import('@/screens/phone/me/MeScreen.vue'), meta: { title: 'me.title' } },
  {
    path: '/import-times',
    component: () => import('@/screens/phone/import-times/ImportTimesScreen.vue'),
    meta: { title: 'bring.title' },
  },
  {
    path: '/signin',
    component: () => import('@/screens/phone/signin/SignInScreen.vue'),
    props: (route) => ({ next: insidePath(route.query['next']) }),
    meta: { title: 'signin.title', outside: true },
  },
  {
    path: '/setup',
    component: desk(() => import('@/screens/desk/setup/SetupScreen.vue')),
    meta: { title: 'setup.title', outside: true },
  },
  {
    path: '/portfolio',
    component: desk(() => import('@/screens/desk/portfolio/PortfolioScreen.vue')),
    meta: { title: 'portfolio.title' },
  },
  {
    path: '/portfolio/closings',
    component: desk(() => import('@/screens/desk/consolidation/ConsolidationScreen.vue')),
    meta: { title: 'consolidation.title' },
  },
  {
    path: '/collection',
    component: desk(() => import('@/screens/desk/collection/CollectionScreen.vue')),
    props: (route) => ({ of: String(route.query['project'] ?? ''), week: weekIn(route.query['week']) }),
    meta: { title: 'collection.title' },
  },
  {
    path: '/load',
    component: desk(() => import('@/screens/desk/load/LoadScreen.vue')),
    props: (route) => ({ person: String(route.query['person'] ?? ''), at: weekIn(route.query['week']) }),
    meta: { title: 'load.title' },
  },
  {
    path: '/plan',
    component: desk(() => import('@/screens/desk/master-plan/MasterPlanScreen.vue')),
    meta: { title: 'masterPlan.title' },
  },
  {
    path: '/projects/:id/plan',
    component: desk(() => import('@/screens/desk/gantt/GanttScreen.vue')),
    props: true,
    meta: { title: 'gantt.title' },
  },
  {
    path: '/projects/:id/budget',
    component: desk(() => import('@/screens/desk/budget/BudgetScreen.vue')),
    props: true,
    meta: { title: 'budget.title' },
  },
  {
    path: '/projects/:id/closing',
    component: desk(() => import('@/screens/desk/closing/ClosingScreen.vue')),
    props: true,
    meta: { title: 'closing.title' },
  },
  {
    path: '/quality',
    component: desk(() => import('@/screens/desk/quality/QualityScreen.vue')),
    meta: { title: 'quality.title' },
  },
  {
    path: '/projects/:id/import',
    component: desk(() => import('@/screens/desk/import/ImportScreen.vue')),
    props: true,
    meta: { title: 'import.title' },
  },
  {
    path: '/projects/:id',
    component: desk(() => import('@/screens/desk/progress/ProgressScreen.vue')),
    props: (route) => ({ id: String(route.params['id']), task: String(route.query['task'] ?? '') }),
    meta: { title: 'progress.title' },
  },
  {
    path: '/flags/:id?',
    component: desk(() => import('@/screens/desk/flags/FlagsScreen.vue')),
    props: (route) => ({ id: String(route.params['id'] ?? '') }),
    meta: { title: 'flags.title' },
  },
  {
    path: '/milestones/:id?',
    component: desk(() => import('@/screens/desk/milestones/MilestonesScreen.vue')),
    props: (route) => ({ id: String(route.params['id'] ?? ''), of: String(route.query['project'] ?? '') }),
    meta: { title: 'milestones.title' },
  },
  {
    path: '/deliverables',
    component: desk(() => import('@/screens/desk/deliverables/DeliverablesScreen.vue')),
    props: (route) => ({ of: String(route.query['project'] ?? '') }),
    meta: { title: 'deliverables.title' },
  },
  {
    path: '/alerts',
    component: desk(() => import('@/screens/desk/alerts/AlertsScreen.vue')),
    meta: { title: 'alerts.title' },
  },
  {
    path: '/settings',
    component: desk(() => import('@/screens/desk/settings/SettingsScreen.vue')),
    meta: { title: 'settings.title' },
  },
  { path: '/:rest(.*)*', redirect: '/' },
]

/** Who follows projects on a wide screen starts with the portfolio; everybody else with their week. */
function home(): string {
  const session = useSession()
  if (!session.isSignedIn) return '/signin'
  return isWideScreen() && (usePeople().follows || session.user?.office) ? '/portfolio' : '/week'
}

/** Only a path of this app: `//elsewhere` or a full address would lead out of it. */
export function insidePath(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : '/'
}

/** Links in reminders name the week that they are about: `/week?week=2026-W47`. */
function openWeekOf(to: RouteLocationNormalized): true {
  const week = weekIn(to.query['week'])
  if (week && to.path === '/week') useWeek().open(week)
  return true
}

/** The week that an address names; '' where it names none. */
function weekIn(asked: unknown): WeekId | '' {
  const week = v.safeParse(weekId, asked)
  return week.success ? week.output : ''
}

export function createAppRouter() {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    // The first screen is at its top already, and scrolling it there would lay it out once more.
    scrollBehavior: (to, from, saved) =>
      saved ?? (from === START_LOCATION || to.path === from.path ? false : { top: 0 }),
  })
  router.beforeEach((to) => {
    const session = useSession()
    if (to.meta.outside) return true
    if (session.isSignedIn) return openWeekOf(to)
    return { path: '/signin', query: to.path === '/' ? {} : { next: to.fullPath } }
  })
  return router
}
