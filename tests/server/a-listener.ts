import type { Reply, Server } from './a-server'

/** One open live channel, as the app has it. */
export interface Listener {
  /** Names of the events received so far, with their data. */
  events: { name: string; data: string }[]
  subscribe(topics: readonly string[]): Promise<Reply>
  close(): void
}

export async function aListener(server: Server, token?: string): Promise<Listener> {
  const ended = new AbortController()
  const response = await fetch(`${server.url}/api/realtime`, { signal: ended.signal })
  const events: Listener['events'] = []
  void collect(response, events)
  const clientId = await until(() => events.find(({ name }) => name === 'PB_CONNECT')?.data)
  const { clientId: id } = JSON.parse(clientId) as { clientId: string }
  events.length = 0
  return {
    events,
    subscribe: (subscriptions) => server.call('POST', '/api/realtime', { clientId: id, subscriptions }, token),
    close: () => ended.abort(),
  }
}

async function collect(response: Response, events: Listener['events']): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk as Uint8Array, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) events.push({ name: field(block, 'event'), data: field(block, 'data') })
    }
  } catch {
    // Closed by the test, or the server was killed: what was received stays.
  }
}

const field = (block: string, name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(block)?.[1]?.trim() ?? ''

/** Waits until something is there; fails when it never comes. */
export async function until<T>(look: () => T | undefined): Promise<T> {
  // Twenty seconds: a busy machine takes its time, and nobody waits where it comes.
  const tries = 800
  for (let count = 0; count < tries; count++) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came')
}
