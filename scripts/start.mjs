#!/usr/bin/env node
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findPocketBase } from './pocketbase/find.mjs'
import { serveArguments, supervise } from './pocketbase/supervise.mjs'
import { build, checkNode, install, run } from './setup/steps.mjs'
import { loadDemo, setupNeeded, waitForHealth } from './setup/first-run.mjs'

/** `npm start`: everything that a fresh clone needs, then the server, until Ctrl-C. */

const USAGE = 'npm start -- [--demo] [--port 8090] [--host 127.0.0.1] [--data pb_data] [--https DOMAIN]'
/** Administers nothing: it only keeps the installer shut until the first account. */
const NOBODY = 'nobody@jalon.invalid'
const root = fileURLToPath(new URL('..', import.meta.url))
const say = (line) => console.log(line)
/** The running server, to be stopped whatever happens next. */
let server

function readOptions() {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      port: { type: 'string', default: process.env.PORT ?? '8090' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'pb_data' },
      https: { type: 'string' },
    },
  })
  if (!/^\d{1,5}$/.test(values.port)) throw new Error(`--port takes a number. Usage: ${USAGE}`)
  return values
}

async function start() {
  const options = readOptions()
  checkNode()
  await install(root, say)
  await build(root, say)
  const pocketbase = await findPocketBase({ root, say })
  say(`PocketBase: ${pocketbase.version}, ${pocketbase.how}.`)

  const http = `${options.host}:${options.port}`
  const address = options.https ? `https://${options.https}` : `http://${http}`
  const folders = {
    dataDir: resolve(root, options.data),
    migrationsDir: join(root, 'pb_migrations'),
    hooksDir: join(root, 'dist/pb_hooks'),
    publicDir: join(root, 'dist/public'),
  }
  const isNew = !existsSync(join(folders.dataDir, 'data.db'))
  await mkdir(folders.dataDir, { recursive: true })
  const places = ['--dir', folders.dataDir, '--migrationsDir', folders.migrationsDir, '--hooksDir', folders.hooksDir]
  await run(root, pocketbase.path, ['migrate', 'up', ...places])
  // Without any administrator PocketBase would open a browser on an installer of its own. This one has a password that
  // nobody knows; the first account replaces it.
  if (isNew)
    await run(root, pocketbase.path, ['superuser', 'create', NOBODY, randomBytes(32).toString('hex'), ...places])

  const token = randomBytes(24).toString('base64url')
  server = supervise({
    path: pocketbase.path,
    args: serveArguments({ http, ...folders, domain: options.https }),
    env: { ...process.env, JALON_SETUP_TOKEN: token, JALON_ADDRESS: address },
    say,
  })
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      say('\nStopping…')
      void server.stop().then(() => process.exit(0))
    })
  }

  await waitForHealth(address)
  if (await setupNeeded(address)) {
    if (options.demo) await introduceDemo(address, token)
    else
      say(
        `\nFirst visit: create your account at\n  ${address}/setup#${token}\n(this link works once; the demo portfolio can be loaded there too)`,
      )
  } else if (options.demo) {
    say(
      '\nThis data folder is in use already: the demo was not loaded over it. For a fresh one: npm start -- --demo --data pb_demo',
    )
  }
  say(`\nJalon is ready: ${address}\nCtrl-C stops it.`)
}

async function introduceDemo(address, token) {
  say('Loading the demo portfolio…')
  const accounts = await loadDemo(address, token)
  say('\nThe demo portfolio is loaded. These accounts are fictional and exist nowhere else:')
  const width = Math.max(...accounts.map((account) => account.email.length))
  for (const account of accounts)
    say(`  ${account.email.padEnd(width)}  ${account.password}   ${account.name}, ${account.role}`)
}

start().catch(async (problem) => {
  console.error(`\n${problem.message}`)
  await server?.stop()
  process.exit(1)
})
