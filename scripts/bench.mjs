#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser/find.mjs'
import { build, checkNode, install } from './setup/steps.mjs'

/** `npm run bench [-- NAME]`: what is timed or weighed, on the built app and the real server. Never part of the tests. */
const root = fileURLToPath(new URL('..', import.meta.url))
checkNode()
await install(root, console.log)
const browser = await findBrowser({ bring: true })
await build(root, console.log)
const child = spawn(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config',
    'tests/bench/playwright.config.ts',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser.path } },
)
child.on('close', (code) => process.exit(code ?? 1))
