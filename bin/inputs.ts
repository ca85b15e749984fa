import { readFile } from 'node:fs/promises'

/** What the commands read: a named file or standard input. */

export class RefusedInput extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export class WrongUsage extends Error {}

export async function jsonInput(args: string[]): Promise<unknown> {
  const bytes = await bytesInput(args)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new RefusedInput('json', 'The input is not JSON.')
  }
}

export async function bytesInput(args: string[]): Promise<Uint8Array> {
  const [from] = args
  if (!from || args.length > 1 || from.startsWith('--')) throw new WrongUsage('Name a file, or - for standard input.')
  if (from !== '-') return readFile(from).catch(() => Promise.reject(new RefusedInput('file', `Cannot read ${from}.`)))
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
