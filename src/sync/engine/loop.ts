import type { Scheduler } from '../ports'
import { backoffDelay } from './backoff'
import type { Outcome } from './context'

const EVERY = 60_000

export interface LoopParts {
  cycle(): Promise<Outcome>
  scheduler: Scheduler
  fraction(): number
  /** Told before and after each round; null = a round begins. */
  onOutcome(outcome: Outcome | null): void
}

/** Decides when a round is run: asked, poked, woken, every minute, or after a backoff. One round at a time. */
export class Loop {
  private running: Promise<void> | null = null
  private again = false
  private failures = 0
  private stopped = false
  private cancel: () => void = () => undefined

  constructor(private readonly parts: LoopParts) {}

  /** Runs now, or once more after the round under way. Resolves when nothing asked for is left to do. */
  go(): Promise<void> {
    if (this.stopped) return Promise.resolve()
    this.again = true
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    return this.running
  }

  /** As `go`, after forgetting earlier failures: the person or the network asked. */
  goFresh(): Promise<void> {
    this.failures = 0
    return this.go()
  }

  /** Something to send; while the server is out of reach the backoff decides. */
  nudge(): void {
    if (this.failures === 0) void this.go()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.cancel()
    await this.running
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false
      this.cancel()
      this.parts.onOutcome(null)
      const outcome = await this.parts.cycle()
      this.parts.onOutcome(outcome)
      if (outcome === 'done') this.failures = 0
      else {
        this.failures += 1
        this.again = false
      }
      this.schedule(outcome)
    }
  }

  private schedule(outcome: Outcome): void {
    this.cancel()
    // Signed out: only a sign-in, which asks by itself, can help.
    if (this.stopped || outcome === 'unauthorized') return
    const delay = outcome === 'done' ? EVERY : backoffDelay(this.failures, this.parts.fraction())
    this.cancel = this.parts.scheduler.after(delay, () => void this.go())
  }
}
