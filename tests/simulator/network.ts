import type { Answer, PhotoUpload, Remote } from '@/sync/ports'
import type { PushRequest } from '@/schema/sync-wire'
import type { ServerModel } from './server-model'

export const FAULTS = ['fine', 'lost', 'answer lost', 'twice', 'late', 'portal', 'expired', 'trouble'] as const
export type Fault = (typeof FAULTS)[number]

/** In one run of a program. */
const MOST_REQUESTS = 1500

const UNREACHED = { kind: 'unknown', cause: 'network' } as const
const TROUBLE = { kind: 'unknown', cause: 'server' } as const

/** Requests that are still on their way when their sender has long given up. */
export class SlowMail {
  private waiting: (() => void)[] = []

  add(request: () => void): void {
    this.waiting.push(request)
  }

  /** Delivers one of them, in any order. */
  deliver(which: number): void {
    const [request] = this.waiting.splice(which % Math.max(1, this.waiting.length), 1)
    request?.()
  }

  /** A server that goes down takes with it what was on its way: no connection outlives the process. */
  lose(): void {
    this.waiting = []
  }

  deliverAll(): void {
    while (this.waiting.length > 0) this.deliver(0)
  }
}

/** A network between one device and the server that fails as it is told, request by request. */
export class Network implements Remote {
  faults: Fault[] = []
  requests = 0
  /** What became of the last request, for planted bugs that misread it. */
  lastFault: Fault = 'fine'

  constructor(
    private readonly server: ServerModel,
    private readonly user: string,
    private readonly mail: SlowMail,
  ) {}

  push = (request: PushRequest) =>
    this.carry(() => {
      const answer = this.server.push(this.user, request)
      return answer === 'refused' ? { kind: 'refused' as const, code: '413' } : { kind: 'ok' as const, body: answer }
    })

  pull: Remote['pull'] = (request) => this.carry(() => ({ kind: 'ok', body: this.server.pull(this.user, request) }))

  snapshot: Remote['snapshot'] = (request) =>
    this.carry(() => ({ kind: 'ok', body: this.server.snapshot(this.user, request) }))

  receipts: Remote['receipts'] = (batches) => this.carry(() => ({ kind: 'ok', body: this.server.receipts(batches) }))

  sendPhoto = (photo: PhotoUpload) =>
    this.carry<true>(() => {
      const answer = this.server.photo(this.user, photo)
      return typeof answer === 'string' ? { kind: 'ok', body: true } : { kind: 'refused', code: answer.code }
    })

  fetchPhoto: Remote['fetchPhoto'] = () => Promise.resolve(UNREACHED)

  private async carry<T>(deliver: () => Answer<T>): Promise<Answer<T>> {
    this.requests += 1
    if (this.requests > MOST_REQUESTS) throw new Error('law 6: endless requests')
    const fault = this.faults.shift() ?? 'fine'
    this.lastFault = fault
    // The answer takes a moment, in which other devices and tabs go on.
    await Promise.resolve()
    if (fault === 'lost' || fault === 'portal') return UNREACHED
    if (fault === 'trouble') return TROUBLE
    if (fault === 'expired') return { kind: 'unauthorized' }
    if (fault === 'late') {
      this.mail.add(deliver)
      return UNREACHED
    }
    const answer = deliver()
    if (fault === 'answer lost') return UNREACHED
    return fault === 'twice' ? deliver() : answer
  }
}
