import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A mail server on loopback that keeps what it is given. Speaks as much SMTP as a mailer needs. */

export interface Mail {
  to: string[]
  subject: string
  /** The decoded plain text part. */
  text: string
  /** Headers and body as they came. */
  raw: string
}

export interface MailSink {
  port: number
  mails: Mail[]
  /** What it does with the next mails: take them, say no, or stop answering before or after the content came. */
  mood: 'take' | 'refuse' | 'hang before' | 'hang after'
  /** Conversations that it left hanging. */
  hanging: number
  close(): Promise<void>
}

export async function aMailSink(): Promise<MailSink> {
  const sockets = new Set<Socket>()
  const sink: MailSink = { port: 0, mails: [], mood: 'take', hanging: 0, close }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    converse(socket, sink)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  sink.port = (server.address() as AddressInfo).port
  return sink

  async function close() {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

function converse(socket: Socket, sink: MailSink): void {
  let buffer = ''
  let content: string[] | null = null
  let to: string[] = []
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hang = () => (sink.hanging += 1)
  say('220 sink')
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8')
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      if (content) takeLine(line)
      else command(line)
    }
  })

  function command(line: string) {
    const [verb = ''] = line.toUpperCase().split(' ')
    if (verb === 'MAIL' && sink.mood === 'hang before') return hang()
    if (verb === 'RCPT') to.push(/<(.*)>/.exec(line)?.[1] ?? '')
    if (verb === 'DATA') {
      content = []
      return say('354 go on')
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n')
    return say(sink.mood === 'refuse' && verb === 'RCPT' ? '550 no' : '250 ok')
  }

  function takeLine(line: string) {
    if (line !== '.') return content?.push(line.replace(/^\./, ''))
    sink.mails.push(mailOf(to, content?.join('\r\n') ?? ''))
    content = null
    to = []
    return sink.mood === 'hang after' ? hang() : say('250 kept')
  }
}

function mailOf(to: string[], raw: string): Mail {
  const part = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--\w{8}/i.exec(raw)
  const isBase64 = /Content-Transfer-Encoding: base64/i.test(raw.slice(0, part?.index ?? 0) + (part?.[0] ?? ''))
  const text = isBase64 ? Buffer.from(part?.[1] ?? '', 'base64').toString('utf8') : unquoted(part?.[1] ?? '')
  return { to, raw, text, subject: decodedWord(/^Subject: (.*(?:\r\n[ \t].*)*)/im.exec(raw)?.[1] ?? '') }
}

const fromHex = (text: string) => text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`)
/** Quoted-printable. */
const unquoted = (text: string) => decodeURIComponent(fromHex(text.replace(/=\r\n/g, '').replace(/%/g, '=25')))

function decodedWord(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : unquoted(word.replaceAll('_', ' ')),
    )
}
