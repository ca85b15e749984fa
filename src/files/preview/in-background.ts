import type { DayLength } from '../table/amounts'
import type { Mapping } from '../table/columns'
import type { ImportInput, ImportRefused, ImportStage, Opened } from './import-file'
import type { ImportAnswer, ImportQuestion } from './messages'
import type { PresentPlan } from './present'
import type { Preview } from './preview'

/** The person left it; nothing was written. */
export class ImportStopped extends Error {
  readonly code = 'import-stopped'
}

export interface FileReading {
  open(input: ImportInput): Promise<Opened | ImportRefused>
  settle(mapping: Mapping): Promise<Mapping>
  compare(present: PresentPlan, mapping: Mapping | null, length: DayLength): Promise<Preview>
  /** Stops at once, whatever it is at: what waits is rejected with ImportStopped. */
  stop(): void
}

/** Reads one file in a worker of its own. */
export function readInBackground(onStage: (stage: ImportStage) => void): FileReading {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name: 'import' })
  const waiting = new Map<number, { done: (result: never) => void; failed: (problem: Error) => void }>()
  let last = 0

  function failAll(problem: Error): void {
    for (const { failed } of waiting.values()) failed(problem)
    waiting.clear()
  }
  worker.addEventListener('error', (event) => failAll(new Error(event.message)))
  worker.addEventListener('message', ({ data }: MessageEvent<ImportAnswer>) => {
    if (data.kind === 'stage') return onStage(data.stage)
    const one = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.kind === 'done') one?.done(data.result as never)
    else one?.failed(new Error(data.message))
  })

  type Asked = ImportQuestion extends infer Question
    ? Question extends { id: number }
      ? Omit<Question, 'id'>
      : never
    : never
  function ask<Result>(question: Asked): Promise<Result> {
    return new Promise<Result>((done, failed) => {
      const id = ++last
      waiting.set(id, { done, failed })
      worker.postMessage({ ...question, id }, [])
    })
  }

  return {
    open: (input) => ask({ kind: 'open', input }),
    settle: (mapping) => ask({ kind: 'settle', mapping }),
    compare: (present, mapping, length) => ask({ kind: 'compare', present, mapping, length }),
    stop() {
      worker.terminate()
      failAll(new ImportStopped())
    },
  }
}
