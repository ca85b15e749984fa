import type { App } from 'vue'
import { wordsFor } from '@/screens/parts/problem-words'
import { useNotices } from '@/stores/notices'

/** In words that say what to do next where the problem has any; the console keeps the detail. */
export function reportProblem(problem: unknown): void {
  console.error(problem)
  useNotices().say(wordsFor(problem), 'attention')
}

/** One handler for what nobody expected: the person is told in words, the console keeps the detail. Nothing typed is lost. */
export function reportBugs(app: App): void {
  app.config.errorHandler = reportProblem
  addEventListener('unhandledrejection', (event) => reportProblem(event.reason))
  // A lazy part that a newer deployment replaced: one reload brings the version that fits.
  addEventListener('vite:preloadError', () => location.reload())
}
