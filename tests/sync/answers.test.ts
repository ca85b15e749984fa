import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpRemote } from '@/sync/remote/http-remote'

let server: Server
let next = { status: 200, type: 'application/json', body: '' }
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(next.status, { 'content-type': next.type }).end(next.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

async function answerTo(status: number, body: object | string) {
  const isText = typeof body === 'string'
  next = { status, type: isText ? 'text/html' : 'application/json', body: isText ? body : JSON.stringify(body) }
  const { port } = server.address() as AddressInfo
  const remote = httpRemote({ origin: `http://127.0.0.1:${port}`, token: () => 'a token' })
  return remote.push({ batch: 'b'.repeat(15), device: 'd'.repeat(15), waiting: 0, ops: [] })
}

const ACCIDENT = { data: {}, message: 'Something went wrong while processing your request.' }

describe('an answer of the server', () => {
  it('is a refusal only when the server judged the request', async () => {
    expect(await answerTo(400, { code: 'bad-request' })).toEqual({ kind: 'refused', code: 'bad-request' })
    expect(await answerTo(413, { ...ACCIDENT, status: 413 })).toEqual({ kind: 'refused', code: '413' })
    expect(await answerTo(401, { ...ACCIDENT, status: 401 })).toEqual({ kind: 'unauthorized' })
  })

  it('is unknown when something broke on the way or inside', async () => {
    const trouble = { kind: 'unknown', cause: 'server' }
    expect(await answerTo(400, { ...ACCIDENT, status: 400 })).toEqual(trouble)
    expect(await answerTo(503, { code: 'server-trouble' })).toEqual(trouble)
    expect(await answerTo(429, { code: 'patience' })).toEqual(trouble)
    expect(await answerTo(200, { surprise: true })).toEqual(trouble)
    expect(await answerTo(502, '<h1>Bad gateway</h1>')).toEqual(trouble)
    expect(await answerTo(200, '<h1>Welcome to the hotel</h1>')).toEqual({ kind: 'unknown', cause: 'network' })
  })
})
