import { t, type MessageKey } from '@/locales/translate'

/** Problems that carry a code of ours; everything else is unexpected and says so. */
const WORDS: Record<string, MessageKey> = {
  'storage-full': 'problem.storage-full',
  'storage-unavailable': 'problem.storage-unavailable',
  'storage-newer': 'problem.storage-newer',
  unreadable: 'problem.import-unreadable',
  'of-another': 'problem.import-of-another',
  newer: 'problem.import-newer',
  'part-missing': 'problem.part-missing',
  'unreadable-picture': 'problem.unreadable-picture',
}

/** What went wrong, in words that say what to do next. */
export function wordsFor(problem: unknown): string {
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : ''
  const key = WORDS[code]
  return key ? t(key) : t('problem.unexpected')
}
