/// <reference lib="webworker" />

/** A reminder that arrives while the app is closed, and the tap on it. The words come with it, in the person's language. */

interface Said {
  title: string
  body: string
  week: string
  language: string
}

export function followPush(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('push', (event) => event.waitUntil(show(worker, read(event.data))))
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const { url = '/week' } = (event.notification.data ?? {}) as { url?: string }
    event.waitUntil(open(worker, url))
  })
}

async function show(worker: ServiceWorkerGlobalScope, { title, body, week, language }: Said): Promise<void> {
  await worker.registration.showNotification(title, {
    body,
    lang: language,
    icon: '/icons/jalon-192.png',
    // One line per week: a second reminder takes the place of the first.
    tag: `week ${week}`,
    data: { url: week ? `/week?week=${week}` : '/week' },
  })
}

/** Browsers take push away from those who show nothing: what can't be read opens the app all the same. */
function read(data: PushMessageData | null): Said {
  const said = parsed(data)
  const text = (field: keyof Said) => (typeof said[field] === 'string' ? said[field] : '')
  const week = /^\d{4}-W\d{2}$/.test(text('week')) ? text('week') : ''
  return { title: text('title') || 'Jalon', body: text('body'), week, language: text('language') }
}

function parsed(data: PushMessageData | null): Partial<Record<keyof Said, unknown>> {
  try {
    return (data ? data.json() : {}) as Partial<Record<keyof Said, unknown>>
  } catch {
    return {}
  }
}

/** In the window that is open, which keeps what is being typed; else in a new one. */
async function open(worker: ServiceWorkerGlobalScope, url: string): Promise<void> {
  const [known] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!known) return void (await worker.clients.openWindow(url))
  const tell = known.postMessage.bind(known)
  tell({ type: 'OPEN', url })
  await known.focus()
}
