/// <reference lib="webworker" />
import { cleanupOutdatedCaches } from 'workbox-precaching'
import { BACKGROUND_TAG, syncInBackground } from '@/sync/background'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { KeptApp, type Part } from './kept-app'
import { followPush } from './push'
import { receiveShares } from './share-target'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Part[] }

/** The whole app is kept on the device; data is the sync room's business, never the cache's. */
const copy = new KeptApp(self, self.__WB_MANIFEST)
cleanupOutdatedCaches()

// Every address of the app is the same page; the server's own addresses are not.
registerRoute(new NavigationRoute((options) => copy.page(options), { denylist: [/^\/api\//, /^\/_\//] }))

receiveShares(self)

/** Parts that only the desk uses (charts) are not fetched ahead: they are kept from their first use on. Their names carry a hash. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => {
    const kept = await caches.open('jalon-parts')
    const known = await kept.match(request)
    if (known) return known
    const fresh = await fetch(request)
    if (fresh.ok) await kept.put(request, fresh.clone())
    return fresh
  },
)

/** The network is back and no tab may be open: what waits is sent from here. Chromium only, a bonus. */
self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { tag: string }
  if (tag === BACKGROUND_TAG) waitUntil.call(event, syncInBackground())
})

followPush(self)

/** The page asks, after the person agreed to the new version. */
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

// The very first worker takes the open page at once: offline works from the first visit on, not from the second.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
