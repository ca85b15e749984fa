import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * A push service on loopback that speaks with Firefox as Mozilla's own does (autopush, version 2), and takes messages as RFC
 * 8030 says. It passes on what it can't read.
 */

export interface PushService {
  /** For the preference `dom.push.serverURL`. */
  address: string
  origin: string
  /** Messages that an application server handed in. */
  taken: { channel: string; bytes: number; ttl: string; authorization: string }[]
  /** Messages that the browser confirmed: 100 = decrypted and given to the service worker. */
  confirmed: { channel: string; code: number }[]
  /** Channels that the browser gave up. */
  ended: string[]
  close(): Promise<void>
}

interface FromBrowser {
  messageType?: string
  uaid?: string
  channelID?: string
  updates?: { channelID: string; code: number }[]
}

export async function aPushService(): Promise<PushService> {
  const browsers = new Set<WebSocket>()
  const server = createServer((request, response) => void take(request, response))
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    browsers.add(socket)
    socket.on('close', () => browsers.delete(socket))
    socket.on('message', (text: Buffer) => answer(socket, JSON.parse(text.toString()) as FromBrowser))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const service: PushService = {
    address: `ws://127.0.0.1:${port}/`,
    origin: `http://127.0.0.1:${port}`,
    taken: [],
    confirmed: [],
    ended: [],
    async close() {
      for (const browser of browsers) browser.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return service

  function answer(socket: WebSocket, said: FromBrowser): void {
    const say = (message: object) => socket.send(JSON.stringify(message))
    const { channelID = '' } = said
    switch (said.messageType) {
      case 'hello':
        return say({ messageType: 'hello', uaid: said.uaid ?? 'a'.repeat(32), status: 200, use_webpush: true })
      case 'register':
        return say({
          messageType: 'register',
          channelID,
          status: 200,
          pushEndpoint: `${service.origin}/to/${channelID}`,
        })
      case 'unregister':
        service.ended.push(channelID)
        return say({ messageType: 'unregister', channelID, status: 200 })
      case 'ack':
        service.confirmed.push(...(said.updates ?? []).map(({ channelID: channel, code }) => ({ channel, code })))
        return undefined
      default:
        return say({})
    }
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const channel = request.url?.split('/').at(-1) ?? ''
    const { ttl = '', authorization = '' } = request.headers
    service.taken.push({ channel, bytes: body.length, ttl: String(ttl), authorization })
    const headers = { encoding: request.headers['content-encoding'] }
    const message = {
      channelID: channel,
      version: String(service.taken.length),
      data: body.toString('base64url'),
      headers,
    }
    for (const browser of browsers) browser.send(JSON.stringify({ messageType: 'notification', ...message }))
    response.writeHead(201).end()
  }
}
