/**
 * Where the server may be made to send something. An address comes from a browser, so from anybody with an account: only the
 * push services of the browsers are accepted, over https, and what the administrator names. A name of the outside that leads
 * to an inner address, or a redirect to one, is thereby no way in.
 */

const SERVICES: readonly RegExp[] = [
  /^fcm\.googleapis\.com$/,
  /^([a-z0-9-]+\.)*push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)*push\.apple\.com$/,
  /^([a-z0-9-]+\.)*notify\.windows\.com$/,
]
const ADDRESS = /^(https?):\/\/([a-z0-9.-]+)(:\d{1,5})?(\/[\w.~:%/?=&+,;!*'()@$-]*)$/
const LONGEST = 1000

/**
 * The origin of an endpoint that may be sent to, else null. `named`: origins that the administrator added.
 * @example allowedOrigin('https://fcm.googleapis.com/fcm/send/abc', []) // 'https://fcm.googleapis.com'
 */
export function allowedOrigin(endpoint: string, named: readonly string[]): string | null {
  const [, scheme = '', host = '', port = ''] = endpoint.length > LONGEST ? [] : (ADDRESS.exec(endpoint) ?? [])
  if (host === '') return null
  const origin = `${scheme}://${host}${port}`
  if (named.includes(origin)) return origin
  const isService = scheme === 'https' && port === '' && SERVICES.some((service) => service.test(host))
  return isService ? origin : null
}

/** @example namedOrigins('https://push.example.org, http://127.0.0.1:9001') // both */
export function namedOrigins(text: string): string[] {
  return text
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter(Boolean)
}
