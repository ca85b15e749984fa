/// <reference lib="webworker" />
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'

export interface Part {
  url: string
  revision: string | null
}

type KeptPage = ReturnType<PrecacheController['createHandlerBoundToURL']>

const PAGE = '/index.html'
const PATIENCE_MS = 4000

/**
 * The copy of the app on this device. A browser short of room, or a cleaning tool, may take parts of it away: then the
 * server is asked for the page, and what lacks is fetched again. A reload never needs "clear site data".
 */
export class KeptApp {
  private readonly copy = new PrecacheController()
  private readonly keptPage: KeptPage
  private filling: Promise<void> | null = null

  constructor(
    private readonly worker: ServiceWorkerGlobalScope,
    private readonly parts: readonly Part[],
  ) {
    this.copy.precache([...parts])
    // `/` is a page like any other, not a part.
    registerRoute(new PrecacheRoute(this.copy, { directoryIndex: '' }))
    this.keptPage = this.copy.createHandlerBoundToURL(PAGE)
  }

  async page(options: Parameters<KeptPage>[0]): Promise<Response> {
    if ((await this.lost()).length === 0) return this.keptPage(options)
    this.filling ??= this.fill()
      .catch((problem: unknown) => console.info(problem))
      .finally(() => (this.filling = null))
    options.event.waitUntil(this.filling)
    // With the page of one version and the parts of another on the server, nothing would open.
    return (await pageOfServer()) ?? this.keptPage(options)
  }

  private async lost(): Promise<Part[]> {
    const kept = await caches.open(this.copy.strategy.cacheName)
    const urls = new Set((await kept.keys()).map(({ url }) => url))
    return this.parts.filter(({ url }) => !urls.has(this.keyOf(url)))
  }

  private async fill(): Promise<void> {
    // Fails when something else than our server answers. A newer version brings all of its own parts: never mixed.
    await this.worker.registration.update()
    if (this.worker.registration.installing ?? this.worker.registration.waiting) return
    const kept = await caches.open(this.copy.strategy.cacheName)
    for (const { url } of await this.lost()) {
      const answer = await fetch(url, { cache: 'reload' })
      // A new response: one that was redirected is refused for a page.
      if (answer.ok) await kept.put(this.keyOf(url), new Response(answer.body, answer))
    }
  }

  private keyOf(url: string): string {
    return this.copy.getCacheKeyForURL(url) ?? url
  }
}

/** The page as the server has it now; null = not reached in good time. `/index.html` itself is a redirect there. */
async function pageOfServer(): Promise<Response | null> {
  const answer = await fetch('/', { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null)
  return answer?.ok && !answer.redirected ? answer : null
}
