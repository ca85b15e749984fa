import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { seeded } from '@/server/demo/random'

/** What may become of one request; each with its probability. What is left over goes well. */
export interface Faults {
  /** Cut before the server hears of it. */
  lost: number
  /** The server got half of it. */
  requestCut: number
  /** The server did it and answered; the connection is cut. */
  answerLost: number
  /** Half of the answer arrives. */
  answerCut: number
  /** The server gets it at once and once more a moment later. */
  twice: number
  /** The answer takes its time. */
  late: number
}

export type Fault = keyof Faults

export const NO_FAULTS: Faults = { lost: 0, requestCut: 0, answerLost: 0, answerCut: 0, twice: 0, late: 0 }

export interface LossyProxy {
  url: string
  /** From now on. */
  faults: Faults
  /** How often each happened. */
  readonly happened: Record<Fault, number>
  /** Requests that the server had when it died. */
  interrupted: number
  close(): Promise<void>
}

const LONGEST_DELAY = 150

interface Answered {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** Stands between the devices and the server, and spoils some of what passes. The seed decides what and when. */
export async function lossyProxy(target: string, seed: number, faults: Faults): Promise<LossyProxy> {
  const random = seeded(seed)
  const server = createServer((request, response) => {
    serve(request, response).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') proxy.interrupted += 1
      cut(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const proxy: LossyProxy = {
    url,
    faults,
    happened: { ...NO_FAULTS },
    interrupted: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function draw(): Fault | null {
    let left = random.next()
    for (const fault of Object.keys(NO_FAULTS) as Fault[]) {
      left -= proxy.faults[fault]
      if (left < 0) return fault
    }
    return null
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [fault, delay] = [draw(), random.below(LONGEST_DELAY)]
    if (fault) proxy.happened[fault] += 1
    const body = await buffer(request)
    if (fault === 'lost') return cut(response)
    if (fault === 'requestCut') {
      forwardHalf(target, request, body)
      return cut(response)
    }
    const answered = await forward(target, request, body)
    if (fault === 'twice') setTimeout(() => void forward(target, request, body).catch(() => undefined), delay)
    if (fault === 'late') await new Promise((resolve) => setTimeout(resolve, delay))
    if (fault === 'answerLost') return cut(response)
    response.writeHead(answered.status, answered.headers)
    if (fault !== 'answerCut') return void response.end(answered.body)
    response.write(answered.body.subarray(0, answered.body.length / 2), () => cut(response))
  }

  return proxy
}

const cut = (response: ServerResponse) => void response.socket?.destroy()

const outgoing = (target: string, { url = '/', method = 'GET', headers }: IncomingMessage) =>
  ask(new URL(url, target), { method, headers, agent: false })

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = outgoing(target, request).on('error', reject)
    sent.on('response', (answer) => {
      const { statusCode: status = 502, headers } = answer
      buffer(answer).then((content) => resolve({ status, headers, body: content }), reject)
    })
    sent.end(body)
  })
}

/** The whole was announced; after a half the line goes dead. */
function forwardHalf(target: string, request: IncomingMessage, body: Buffer): void {
  const sent = outgoing(target, request).on('error', () => undefined)
  sent.write(body.subarray(0, body.length / 2), () => sent.destroy())
}
