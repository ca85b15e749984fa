import { onScopeDispose, ref } from 'vue'

/** The part of the Web Speech API that is used: platform types don't have it. */
interface Recognition extends EventTarget {
  lang: string
  interimResults: boolean
  continuous: boolean
  processLocally?: boolean
  start(): void
  stop(): void
  abort(): void
}
interface RecognitionResult extends Event {
  resultIndex: number
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>
}
interface RecognitionClass {
  new (): Recognition
  /** Chromium's: whether the language is understood on the device itself. */
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>
}

const globals = globalThis as unknown as Record<string, RecognitionClass | undefined>
const Recogniser = globals['SpeechRecognition'] ?? globals['webkitSpeechRecognition']

/** Dictation, where the browser has it; on the device itself where it can. `say` gets each sentence as it is understood. */
export function useDictation(say: (sentence: string) => void, failed: () => void) {
  const listening = ref(false)
  let at: Recognition | null = null

  async function start(language: string): Promise<void> {
    if (!Recogniser || at) return
    const recognition = new Recogniser()
    at = recognition
    recognition.lang = language
    recognition.interimResults = false
    recognition.continuous = true
    if ((await local(language)) && 'processLocally' in recognition) recognition.processLocally = true
    recognition.addEventListener('result', (event) => say(heardIn(event as RecognitionResult)))
    recognition.addEventListener('error', (event) => isTrouble(event) && failed())
    recognition.addEventListener('end', () => {
      listening.value = false
      at = null
    })
    recognition.start()
    listening.value = true
  }

  const stop = () => at?.stop()
  onScopeDispose(() => at?.abort())
  return { supported: Recogniser !== undefined, listening, start, stop }
}

async function local(language: string): Promise<boolean> {
  const state = await Recogniser?.available?.({ langs: [language], processLocally: true }).catch(() => '')
  return state === 'available'
}

function heardIn({ results, resultIndex }: RecognitionResult): string {
  return Array.from(results)
    .slice(resultIndex)
    .filter((result) => result.isFinal)
    .map((result) => result[0]?.transcript.trim() ?? '')
    .join(' ')
}

/** Silence, or a press on stop, is no trouble. */
function isTrouble(event: Event): boolean {
  const code = (event as Event & { error?: string }).error
  return code !== 'no-speech' && code !== 'aborted'
}
