import { wordsFor } from '@/screens/parts/problem-words'
import { useNotices } from '@/stores/notices'

/** Runs what a choice does, and says so when it could not be kept. */
export function choosing() {
  const notices = useNotices()
  return (work: () => Promise<void>) => work().catch((problem: unknown) => notices.say(wordsFor(problem), 'attention'))
}
