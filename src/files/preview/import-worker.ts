/// <reference lib="webworker" />
import { ImportFile } from './import-file'
import type { ImportAnswer, ImportQuestion } from './messages'

/** Reads and compares beside the page, which stays at hand. It holds the one file that it was given. */
const file = new ImportFile()
const answer = (message: ImportAnswer) => (self as DedicatedWorkerGlobalScope).postMessage(message, [])

self.addEventListener('message', async ({ data }: MessageEvent<ImportQuestion>) => {
  const { id } = data
  const onStage = (stage: Extract<ImportAnswer, { kind: 'stage' }>['stage']) => answer({ id, kind: 'stage', stage })
  try {
    if (data.kind === 'open') answer({ id, kind: 'done', result: await file.open(data.input, onStage) })
    else if (data.kind === 'settle') answer({ id, kind: 'done', result: file.settle(data.mapping) })
    else answer({ id, kind: 'done', result: file.compare(data.present, data.mapping, data.length, onStage) })
  } catch (problem) {
    answer({ id, kind: 'failed', message: String(problem) })
  }
})
