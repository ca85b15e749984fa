import type { App } from 'vue'
import { t } from '@/locales/translate'
import { useNotices } from '@/stores/notices'

/** One handler for what nobody expected: the person is told in words, the console keeps the detail. Nothing typed is lost. */
export function reportBugs(app: App): void {
  const report = (problem: unknown) => {
    console.error(problem)
    useNotices().say(t('problem.unexpected'), 'attention')
  }
  app.config.errorHandler = report
  addEventListener('unhandledrejection', (event) => report(event.reason))
  // A lazy part that a newer deployment replaced: one reload brings the version that fits.
  addEventListener('vite:preloadError', () => location.reload())
}
