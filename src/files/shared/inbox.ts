/**
 * What another app shared with Jalon, on its way from the service worker, which receives it, to the flag form. It waits in
 * a cache of its own, on this device, until the form takes it or somebody signs out.
 */

const CACHE = 'jalon-shared'
const FOLDER = '/shared/'
const TEXT = `${FOLDER}text`
const MOST_PHOTOS = 6

export interface Shared {
  text: string
  photos: Blob[]
}

/** Keeps what was shared; what was there before and never taken gives way. */
export async function keepShared(form: FormData): Promise<void> {
  await caches.delete(CACHE)
  const inbox = await caches.open(CACHE)
  const text = ['title', 'text', 'url'].map((field) => textOf(form.get(field))).filter(Boolean)
  if (text.length) await inbox.put(TEXT, new Response(text.join('\n')))
  const photos = form.getAll('photos').filter((one): one is File => typeof one !== 'string')
  for (const [index, photo] of photos.slice(0, MOST_PHOTOS).entries())
    if (photo.type.startsWith('image/')) await inbox.put(`${FOLDER}photo-${index}`, new Response(photo))
}

/** Takes it all out; null when there is nothing. */
export async function takeShared(): Promise<Shared | null> {
  if (!(await caches.has(CACHE))) return null
  const inbox = await caches.open(CACHE)
  const shared: Shared = { text: '', photos: [] }
  for (const request of await inbox.keys()) {
    const response = await inbox.match(request)
    if (!response) continue
    if (new URL(request.url).pathname === TEXT) shared.text = await response.text()
    else shared.photos.push(await response.blob())
  }
  await caches.delete(CACHE)
  return shared
}

export const forgetShared = () => caches.delete(CACHE)

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.trim() : '')
