import { spawn } from 'node:child_process'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
const STEADY_MS = 60_000

/**
 * Every path given: nothing depends on where the program lies, and it writes no file of its own accord.
 * @param {{ http: string, dataDir: string, migrationsDir: string, hooksDir: string, publicDir: string, domain?: string | undefined }} paths
 */
export function serveArguments({ http, dataDir, migrationsDir, hooksDir, publicDir, domain }) {
  return [
    'serve',
    ...(domain ? [domain] : ['--http', http]),
    '--dir',
    dataDir,
    '--migrationsDir',
    migrationsDir,
    '--hooksDir',
    hooksDir,
    '--publicDir',
    publicDir,
    '--automigrate=false',
    '--hooksWatch=false',
    '--dev=false',
    // No other site may read answers with a visitor's browser.
    '--origins',
    domain ? `https://${domain}` : `http://${http}`,
  ]
}

/**
 * Keeps PocketBase running: a crash is told and followed by a new start, waiting longer each time until it holds a minute.
 * @returns {{ stop: () => Promise<void>, stopped: Promise<number> }} `stopped` answers the exit code after stop().
 */
export function supervise({
  path,
  args,
  env = process.env,
  say = console.log,
  waits = [FIRST_WAIT_MS, LONGEST_WAIT_MS],
}) {
  let child
  let stopping = false
  let wait = waits[0]
  let timer
  let finish
  const stopped = new Promise((resolve) => (finish = resolve))

  function start() {
    const startedAt = Date.now()
    child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (text) => logLines(text, say))
    child.stderr.on('data', (text) => logLines(text, say))
    child.on('error', (problem) => say(`PocketBase could not be started: ${problem.message}`))
    child.on('close', (code, signal) => {
      if (stopping) return finish(code ?? 0)
      if (Date.now() - startedAt > STEADY_MS) wait = waits[0]
      say(`PocketBase stopped (${signal ?? `code ${code}`}); it is started again in ${(wait / 1000).toFixed(1)} s.`)
      timer = setTimeout(start, wait)
      wait = Math.min(wait * 2, waits[1])
    })
  }

  async function stop() {
    stopping = true
    clearTimeout(timer)
    if (!child || child.exitCode !== null || child.signalCode !== null) finish(child?.exitCode ?? 0)
    else child.kill('SIGTERM')
    return stopped
  }

  start()
  return { stop, stopped, processId: () => child?.pid }
}

/** The program's own greeting repeats what npm start says better. */
const GREETING = /Server started at|REST API|Dashboard:|^\s*$/

function logLines(text, say) {
  for (const line of String(text).split('\n')) if (!GREETING.test(line)) say(line)
}
