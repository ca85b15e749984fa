import { useNotices } from '@/stores/notices'
import { wordsFor } from './problem-words'

/** Does something that may fail; a failure is said in the person's words. Answers whether it worked. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (problem) {
    useNotices().say(wordsFor(problem), 'attention')
    return false
  }
}
