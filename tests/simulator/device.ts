import { SCHEMA } from '@/schema/upgrades'
import type { SchemaHistory } from '@/schema/upgrades'
import { LIMITS } from '@/sync/engine/context'
import type { Context, Outcome } from '@/sync/engine/context'
import { runCycle } from '@/sync/engine/cycle'
import { exportUnsent, importUnsent } from '@/sync/engine/export'
import { save } from '@/sync/engine/outbox'
import { RememberingStore } from '@/sync/engine/memory/remembering-store'
import { prepare } from '@/sync/engine/prepare'
import { makeRoom } from '@/sync/engine/retention'
import type { LocalWrite, NewPhoto } from '@/sync/door'
import { StorageFull } from '@/sync/ports'
import type { LocalStore, Remote } from '@/sync/ports'
import { Disk, MemoryStore } from '@tests/sync/memory-store'
import type { CommitWatch } from '@tests/sync/memory-store'
import { Network } from './network'
import type { SlowMail } from './network'
import { NEXT_SCHEMA } from './world'
import type { ServerModel } from './server-model'

/** Small numbers, so that short programs meet every page border and more than one batch. */
const SMALL = { ...LIMITS, batch: 4, pull: 3, snapshot: 4 }

/** The app was killed at this point. */
export class Crash extends Error {}

/** Replaces a part of the product by a wrong one, for the tests that prove the simulator's eyesight. */
export interface ClientMistakes {
  store?: (disk: Disk, watch: CommitWatch) => LocalStore
  remembering?: (store: LocalStore) => LocalStore
  remote?: (network: Network, server: ServerModel) => Remote
  cycle?: (context: Context) => Promise<Outcome>
  /** What an app of the second version makes of the first one's data. */
  nextSchema?: SchemaHistory
  /** Whoever signs in on the phone finds the disk of whoever was there before. */
  oneDiskForAll?: boolean
  /** Signing out with unsent work in a file, without putting it back. */
  forgetsFile?: boolean
}

export type Accepted = 'yes' | 'no' | 'perhaps'

/** One device: what survives a kill (disk), and what does not (context). */
export class Device {
  disk = new Disk()
  readonly network: Network
  context!: Context
  schema: SchemaHistory = SCHEMA
  private commitsLeft = Number.POSITIVE_INFINITY
  private crashBefore = true

  constructor(
    readonly name: string,
    readonly user: string,
    private from: string,
    readonly ids: () => string,
    private readonly clock: { at: number },
    server: ServerModel,
    mail: SlowMail,
    private readonly mistakes: ClientMistakes,
  ) {
    this.network = new Network(server, user, mail)
    this.remote = mistakes.remote?.(this.network, server) ?? this.network
  }

  private readonly remote: Remote

  /** Starts the app on what the disk holds. */
  async start(): Promise<void> {
    this.commitsLeft = Number.POSITIVE_INFINITY
    this.network.faults = []
    this.context = this.tab()
    const { keepFrom } = await prepare({ ...this.context, random: { id: () => this.name, fraction: () => 0 } })
    if (keepFrom > this.context.from) this.context.from = keepFrom
  }

  /** The app will die around the n-th commit from now. */
  dieAt(commit: number, before: boolean): void {
    this.commitsLeft = commit
    this.crashBefore = before
  }

  async save(writes: LocalWrite[], photos: NewPhoto[]): Promise<Accepted> {
    try {
      await save(this.context, writes, photos)
      return 'yes'
    } catch (error) {
      if (error instanceof StorageFull) return 'no'
      return this.mourn(error).then(() => (this.crashBefore ? 'no' : 'perhaps'))
    }
  }

  /** One or two tabs talk to the server. null = the app died, or its disk was full. */
  async sync(tabs: 1 | 2): Promise<Outcome | null> {
    const cycle = this.mistakes.cycle ?? runCycle
    try {
      if (tabs === 1) return await cycle(this.context)
      const both = await Promise.allSettled([cycle(this.context), cycle(this.tab())])
      for (const one of both) if (one.status === 'rejected') throw one.reason
      return null
    } catch (error) {
      if (error instanceof StorageFull) return null
      await this.mourn(error)
      return null
    }
  }

  /** The app of the next version opens what this one left. */
  async upgrade(): Promise<void> {
    this.schema = this.mistakes.nextSchema ?? NEXT_SCHEMA
    await this.start()
  }

  /** Signing out of a phone for good: what is unsent goes along in a file and comes back with the next sign-in. */
  async carryAway(): Promise<void> {
    const file = await exportUnsent(this.context)
    await this.context.store.erase()
    await this.start()
    if (!this.mistakes.forgetsFile) await importUnsent(this.context, file)
  }

  async makeRoom(): Promise<void> {
    await makeRoom(this.context, '2026-11')
    this.from = this.context.from
  }

  private async mourn(error: unknown): Promise<void> {
    if (!(error instanceof Crash)) throw error
    await this.start()
  }

  private readonly watch: CommitWatch = {
    before: () => {
      this.commitsLeft -= 1
      if (this.commitsLeft < 0 || (this.commitsLeft === 0 && this.crashBefore)) throw new Crash()
    },
    after: () => {
      if (this.commitsLeft === 0) throw new Crash()
    },
  }

  private tab(): Context {
    const remembering = this.mistakes.remembering ?? ((store) => new RememberingStore(store))
    return {
      store: remembering(this.mistakes.store?.(this.disk, this.watch) ?? new MemoryStore(this.disk, this.watch)),
      remote: this.remote,
      clock: { now: () => this.clock.at },
      random: { id: this.ids, fraction: () => 0.5 },
      me: this.user,
      from: this.from,
      limits: SMALL,
      schema: this.schema,
      changed: () => undefined,
    }
  }
}
