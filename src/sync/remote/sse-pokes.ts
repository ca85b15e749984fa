import type { Pokes } from '../ports'
import type { ServerAccess } from './answer'

type Client = InstanceType<(typeof import('pocketbase'))['default']>

/** "Something changed" over server-sent events. Loaded late: nothing depends on it but the speed of news. */
export class SsePokes implements Pokes {
  private client: Promise<Client> | null = null
  private topics = new Map<string, Promise<() => Promise<void>>>()

  constructor(private readonly access: ServerAccess) {}

  subscribe(scopes: readonly string[], onPoke: () => void): void {
    const token = this.access.token()
    if (token === null) return
    const wanted = new Set([...scopes.map((scope) => `sync/${scope}`), 'PB_CONNECT'])
    for (const [topic, stop] of this.topics) {
      if (wanted.has(topic)) continue
      this.topics.delete(topic)
      void stop.then((off) => off()).catch(() => undefined)
    }
    for (const topic of wanted) if (!this.topics.has(topic)) this.topics.set(topic, this.open(topic, token, onPoke))
  }

  close(): void {
    const client = this.client
    this.client = null
    this.topics.clear()
    void client?.then((one) => one.realtime.unsubscribe()).catch(() => undefined)
  }

  private async open(topic: string, token: string, onPoke: () => void): Promise<() => Promise<void>> {
    this.client ??= this.connect()
    try {
      const client = await this.client
      client.authStore.save(token)
      return await client.realtime.subscribe(topic, onPoke)
    } catch {
      // Not reachable, or not allowed: the next subscribe tries again, and pulling goes on without.
      this.topics.delete(topic)
      return () => Promise.resolve()
    }
  }

  private async connect(): Promise<Client> {
    const { default: PocketBase, BaseAuthStore } = await import('pocketbase')
    return new PocketBase(this.access.base || location.origin, new BaseAuthStore())
  }
}
