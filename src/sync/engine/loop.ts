import type { Reachability } from '../door'
import type { SyncPorts } from '../ports'
import { delayAfter } from './backoff'
import type { Context, Outcome } from './context'
import { readScopes } from './copy'
import { runCycle } from './cycle'
import type { LoopState } from './status'

/** Without any poke, news is asked for this often. */
const REGULAR = 60_000

const REACHED: Record<Outcome, Reachability> = {
  done: 'online',
  unauthorized: 'sign-in-needed',
  network: 'offline',
  server: 'server-trouble',
}

type Ports = Pick<SyncPorts, 'scheduler' | 'random' | 'lock' | 'tabs' | 'pokes' | 'wakeups'>

/** When to talk to the server. Decides nothing about data: a cycle may run at any moment, any number of times. */
export class Loop {
  state: LoopState = { sending: false, reachability: 'unknown' }
  private leading = false
  private closed = false
  private running: Promise<void> | null = null
  private listening: Promise<void> | null = null
  private again = false
  /** Asked for by a person or an event: counts even if the cycle under way fails. */
  private urgent = false
  private failures = 0
  private cancelTimer: () => void = () => undefined
  private poked = ''
  private readonly stops: (() => void)[] = []

  constructor(
    private readonly context: Context,
    private readonly ports: Ports,
    /** `state` is new; after the end of a try, so may be what waits. */
    private readonly told: (hasEnded: boolean) => void,
  ) {}

  start(): void {
    const { lock, wakeups, tabs } = this.ports
    this.stops.push(wakeups.onWake(() => void this.now()))
    this.stops.push(
      tabs.onMessage((message) => {
        if (message.kind === 'go' && this.leading) void this.now()
        if (message.kind === 'reached' && !this.leading) this.tell(message.sending, message.reachability, false)
      }),
    )
    this.stops.push(
      lock.whenLeader(() => {
        this.leading = true
        void this.now()
      }),
    )
  }

  /** Something was written here: the leader sends it, unless it waits for a better moment. */
  written(): void {
    if (this.closed) return
    if (!this.leading) this.ports.tabs.announce({ kind: 'go' })
    else if (this.failures === 0 && this.state.reachability !== 'sign-in-needed') void this.run()
  }

  /** Tries now, whatever happened before. */
  now(): Promise<void> {
    this.failures = 0
    this.urgent = true
    if (this.leading) return this.run()
    this.ports.tabs.announce({ kind: 'go' })
    return Promise.resolve()
  }

  async close(): Promise<void> {
    this.closed = true
    this.cancelTimer()
    for (const stop of this.stops) stop()
    this.ports.pokes.close()
    await this.running
    await this.listening
  }

  /** One cycle at a time; what is asked for meanwhile comes right after. */
  private run(): Promise<void> {
    this.again = true
    this.running ??= this.runUntilQuiet().finally(() => (this.running = null))
    return this.running
  }

  private async runUntilQuiet(): Promise<void> {
    while (this.again && !this.closed) {
      this.again = false
      this.urgent = false
      this.cancelTimer()
      this.tell(true, this.state.reachability)
      const outcome = await this.cycle()
      if (this.closed) return
      this.failures = outcome === 'done' ? 0 : this.failures + 1
      this.tell(false, REACHED[outcome])
      if (outcome !== 'done') this.again = this.urgent
      else this.listening = this.listen().catch(() => undefined)
      this.planNext(outcome)
    }
  }

  /** A device whose storage fails is in trouble too: try later, lose nothing. */
  private cycle(): Promise<Outcome> {
    return runCycle(this.context).catch(() => 'server' as const)
  }

  private planNext(outcome: Outcome): void {
    this.cancelTimer()
    // Signed out: only a new sign-in helps, and that calls `now`.
    if (outcome === 'unauthorized') return
    const delay = outcome === 'done' ? REGULAR : delayAfter(this.failures, this.ports.random)
    this.cancelTimer = this.ports.scheduler.after(delay, () => void this.run())
  }

  private async listen(): Promise<void> {
    const states = await this.context.store.read(['meta'], readScopes)
    const scopes = states.map((state) => state.scope).sort()
    if (scopes.join() === this.poked || this.closed) return
    this.poked = scopes.join()
    this.ports.pokes.subscribe(scopes, () => void this.now())
  }

  private tell(sending: boolean, reachability: Reachability, toOthers = true): void {
    this.state = { sending, reachability }
    if (toOthers) this.ports.tabs.announce({ kind: 'reached', sending, reachability })
    this.told(!sending)
  }
}
