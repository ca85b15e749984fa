import type { App } from 'vue'
import type { Router } from 'vue-router'
import { wordsFor } from '@/screens/parts/problem-words'
import { useNotices } from '@/stores/notices'
import { currentPath, reloadOnce } from './reload-once'

const PART_MISSING = 'part-missing'

/** In words that say what to do next where the problem has any; the console keeps the detail. */
export async function reportProblem(problem: unknown, path = currentPath()): Promise<void> {
  console.error(problem)
  // A lazy part that a newer deployment replaced: one reload brings the version that fits.
  if (isPartMissing(problem) && (await reloadOnce(path))) return
  useNotices().say(wordsFor(problem), 'attention')
}

/** One handler for what nobody expected: the person is told in words, the console keeps the detail. Nothing typed is lost. */
export function reportBugs(app: App): void {
  app.config.errorHandler = (problem) => void reportProblem(problem)
  addEventListener('unhandledrejection', (event) => void reportProblem(event.reason))
  window.addEventListener('vite:preloadError', ({ payload }) => Object.assign(payload, { code: PART_MISSING }))
}

/** A screen that could not be opened: the reload goes where the person wanted to go. */
export function reportLostWays(router: Router): void {
  router.onError((problem, to) => void reportProblem(problem, to.fullPath))
}

const isPartMissing = (problem: unknown) =>
  problem instanceof Error && 'code' in problem && problem.code === PART_MISSING
