import type { LocalStore, StoreKey, StoreName, StoreReader, StoreWriter } from '../../ports'
import { Knowledge } from './knowledge'
import { Visit } from './visit'

/** Different for each transaction that wrote, on whatever tab. */
type Mark = number
const MARKS: StoreName = 'marks'
const MARK_KEY: StoreKey = ['last']
/** Nobody has written here yet. */
const NEVER: Mark = -1

/** What was known when the database bore this mark. `null`: nothing is known. */
class Memory {
  readonly knowledge = new Knowledge()
  mark: Mark | null = null
}

/** What was remembered is not what is in the database. */
class OutOfDate extends Error {}

/**
 * A store that need not be asked twice. Every transaction that writes leaves a mark of its own in the database; a transaction
 * that finds the mark which this tab remembers knows that nobody wrote since, and what it took from memory instead of
 * reading it was true. Another tab, the service worker or an erased database shows in one short read, inside the same
 * transaction.
 */
export class RememberingStore implements LocalStore {
  private memory = new Memory()
  private writing: Promise<unknown> | null = null

  constructor(private readonly store: LocalStore) {}

  read<T>(stores: readonly StoreName[], work: (tx: StoreReader) => Promise<T>): Promise<T> {
    return this.fromMemory(async (memory) => {
      const { mark } = this.memory
      const seen = await this.store.read([...stores, MARKS], (tx) => look(tx as StoreWriter, memory, work))
      // What was written meanwhile is remembered already, and newer.
      if (this.memory.mark === mark) this.remember(seen, seen.found)
      return seen.result
    })
  }

  write<T>(stores: readonly StoreName[], work: (tx: StoreWriter) => Promise<T>): Promise<T> {
    return this.fromMemory((memory) => {
      const result = this.writeFrom(memory, stores, work)
      const end: Promise<unknown> = result
        .catch(() => undefined)
        .then(() => this.writing === end && (this.writing = null))
      this.writing = end
      return result
    })
  }

  close(): void {
    this.memory = new Memory()
    this.store.close()
  }

  erase(): Promise<void> {
    this.memory = new Memory()
    return this.store.erase()
  }

  private async writeFrom<T>(
    memory: Memory,
    stores: readonly StoreName[],
    work: (tx: StoreWriter) => Promise<T>,
  ): Promise<T> {
    const mark = Math.random()
    const seen = await this.store.write([...stores, MARKS], async (tx) => {
      const looked = await look(tx, memory, work)
      if (looked.visit.hasWritten) await tx.put(MARKS, MARK_KEY, mark)
      return looked
    })
    this.remember(seen, seen.visit.hasWritten ? mark : seen.found)
    return seen.result
  }

  /** With what is remembered and, where that is out of date, anew without. Nobody overtakes a write; the database would not let them. */
  private async fromMemory<T>(attempt: (memory: Memory) => Promise<T>): Promise<T> {
    while (this.writing) await this.writing
    try {
      return await attempt(this.memory)
    } catch (error) {
      if (!(error instanceof OutOfDate)) throw error
      return attempt(new Memory())
    }
  }

  private remember({ visit, found }: Seen<unknown>, mark: Mark): void {
    if (found !== this.memory.mark) this.memory = new Memory()
    this.memory.mark = mark
    visit.tellTo(this.memory.knowledge)
  }
}

interface Seen<T> {
  result: T
  visit: Visit
  /** The mark that the database bore. */
  found: Mark
}

/**
 * Works while the mark is looked for. The store may run the work of one transaction twice: what was seen belongs to the
 * try.
 */
async function look<T>(tx: StoreWriter, memory: Memory, work: (tx: StoreWriter) => Promise<T>): Promise<Seen<T>> {
  const { mark } = memory
  const visit = new Visit(tx, memory.knowledge)
  const [finding, working] = await Promise.allSettled([tx.get<Mark>(MARKS, MARK_KEY), work(visit)])
  if (finding.status === 'rejected') throw working.status === 'rejected' ? working.reason : finding.reason
  const found = finding.value ?? NEVER
  // Also where the work failed: perhaps it failed of what it remembered.
  if (visit.hasRecalled && (found !== mark || memory.mark !== mark)) throw new OutOfDate()
  if (working.status === 'rejected') throw working.reason
  return { result: working.value, visit, found }
}
