import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { freePort } from './servers/ports'
import { seeded } from './seeded'

/** A bad line in front of a server: some requests never arrive, and of some that did the answer gets lost. */

export interface BadLine {
  url: string
  turn(weather: 'calm' | 'storm'): void
  lost: { requests: number; answers: number; of: number }
  close(): Promise<void>
}

interface Weather {
  seed: number
  /** Shares of all requests for data. */
  requests: number
  answers: number
  /** Left alone: what stays open for as long as the page. */
  streams: RegExp
}

export async function badLine(target: string, { seed, requests, answers, streams }: Weather): Promise<BadLine> {
  const random = seeded(seed)
  const lost = { requests: 0, answers: 0, of: 0 }
  let stormy = false
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? ''
    const isData = stormy && !/\.(html|js)$/.test(path) && !streams.test(path)
    const fate = isData ? random() : 1
    if (isData) lost.of += 1
    if (fate < requests) {
      lost.requests += 1
      incoming.socket.destroy()
    } else {
      const loseAnswer = fate < requests + answers
      if (loseAnswer) lost.answers += 1
      forward(target, incoming, outgoing, loseAnswer)
    }
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    turn: (now) => (stormy = now === 'storm'),
    lost,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse, loseAnswer: boolean): void {
  const headers = { ...incoming.headers, host: new URL(target).host }
  const onward = request(target + (incoming.url ?? ''), { method: incoming.method, headers }, (answer) => {
    // The whole answer was made: what it says is done.
    if (loseAnswer) answer.resume().on('end', () => incoming.socket.destroy())
    else {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    }
  })
  onward.on('error', () => incoming.socket.destroy())
  // The device hung up: so does the line.
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
