/** The app's files: GET /{path...}, instead of PocketBase's own, which knows neither cache headers nor missing files. */

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

const HEADERS: readonly [string, string][] = [
  ['Content-Security-Policy', CONTENT_SECURITY_POLICY],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  // The microphone is for dictating a flag, and only when its button is pressed.
  ['Permissions-Policy', 'geolocation=(), microphone=(self), payment=(), usb=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
]

const PAGE = 'index.html'

/** Serves a file; the app's page for navigations to its own addresses; 404 for a file that is not there. */
export function staticFiles(e: pb.Request): void {
  const root = `${__hooks}/../public`
  const path = e.request.pathValue('path')
  const isFile = path !== '' && isPlain(path) && fileExists(`${root}/${path}`)
  if (!isFile && looksLikeFile(path)) return notFound(e)
  const headers = e.response.header()
  for (const [name, value] of HEADERS) headers.set(name, value)
  const isForever = isFile && path.startsWith('assets/')
  headers.set('Cache-Control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache')
  // What a deployment replaces under the same name is known by its content.
  if (!isForever) headers.set('ETag', tagOf(`${root}/${isFile ? path : PAGE}`))
  // The fallback is asked for only where nothing by that name exists: it answers with the app's page.
  return $apis.static($os.dirFS(root), !isFile)(e)
}

/**
 * The time of a file says nothing of it after a roll-back, or where a build gives all files the same: devices would keep the version
 * that they have for ever. A tag goes before the time.
 */
const tagOf = (path: string) => `"${$security.sha256(toString($os.readFile(path)))}"`

/** A last segment with a dot is a file's name; `/assets` holds nothing but files. */
const looksLikeFile = (path: string) => path.startsWith('assets/') || path.startsWith('api/') || /\.[^/]*$/.test(path)

const isPlain = (path: string) => !path.split('/').includes('..') && !path.includes('\\')

function fileExists(path: string): boolean {
  try {
    return !$os.stat(path).isDir()
  } catch {
    return false
  }
}

function notFound(e: pb.Request): void {
  e.response.header().set('Cache-Control', 'no-store')
  e.response.header().set('X-Content-Type-Options', 'nosniff')
  return e.string(404, 'Not found')
}
