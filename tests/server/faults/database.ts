import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { binary, type Server } from '../a-server'

/** The database of a server, as another process sees it. */

const commandLine = (dataDir: string, ...command: string[]) => {
  const [hooks, none] = [join(import.meta.dirname, 'commands'), join(dataDir, 'no_migrations')]
  return [...command, '--dev=false', '--dir', dataDir, '--hooksDir', hooks, '--migrationsDir', none]
}

/** The text of the column `value` that this query answers. */
export async function ask(server: Server, sql: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(binary(), commandLine(server.dataDir, 'ask', sql), {
    maxBuffer: 100_000_000,
  })
  // What `console.log` prints there has the time before it.
  return `${stdout}${stderr}`.split('answer: ')[1]?.trim() ?? ''
}

/** How SQLite would go about a query, a step a line. */
export async function planOf(server: Server, sql: string): Promise<string[]> {
  const { stdout, stderr } = await promisify(execFile)(binary(), commandLine(server.dataDir, 'plan', sql))
  return (`${stdout}${stderr}`.split('answer: ')[1] ?? '').trim().split('\n')
}

export const integrity = (server: Server) =>
  ask(server, `SELECT group_concat(integrity_check) AS value FROM pragma_integrity_check`)

/** Another process takes the right to write. Answers once it has it; `released` when it gives it back. */
export async function holdWriteLock(server: Server, milliseconds: number): Promise<{ released: Promise<unknown> }> {
  const holder = spawn(binary(), commandLine(server.dataDir, 'hold', String(milliseconds)), { stdio: 'pipe' })
  const released = once(holder, 'exit')
  await Promise.race([once(holder.stdout, 'data'), once(holder.stderr, 'data')])
  return { released }
}

/** Where SQLite's file says who may write it: with more than 2, nobody, not even root. */
const WRITE_VERSION = 18
const WAL = 2

/** Of a server that is stopped. Refusing by file mode would not hold root back. */
export async function setReadOnly(server: Server, readOnly: boolean): Promise<void> {
  // Another opening and closing brings what the log holds into the file itself.
  await ask(server, 'SELECT 1 AS value')
  const file = await open(join(server.dataDir, 'data.db'), 'r+')
  await file.write(Buffer.from([readOnly ? WAL + 1 : WAL]), 0, 1, WRITE_VERSION)
  await file.close()
}

/** From now on no file of the running server can grow beyond this size, or may again: a disk that is full. */
export async function limitFiles(server: Server, bytes: number | 'unlimited'): Promise<void> {
  await promisify(execFile)('prlimit', ['--pid', String(server.pid()), `--fsize=${bytes}:unlimited`])
}
