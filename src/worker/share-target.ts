/// <reference lib="webworker" />
import { keepShared } from '@/files'

/** Where the manifest has other apps send what a person shares. The server knows no such address: it never leaves the device. */
const SHARE_PATH = '/share'

/** A photo shared to the app opens the flag form, with or without network. */
export function receiveShares(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('fetch', (event) => {
    const { pathname, origin } = new URL(event.request.url)
    if (event.request.method !== 'POST' || pathname !== SHARE_PATH || origin !== worker.location.origin) return
    event.respondWith(received(event.request))
  })
}

async function received(request: Request): Promise<Response> {
  await keepShared(await request.formData())
  return Response.redirect('/week?flag&shared', 303)
}
