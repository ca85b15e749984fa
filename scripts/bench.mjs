#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser/find.mjs'
import { build, checkNode, install } from './setup/steps.mjs'

/**
 * `npm run bench [-- NAME]`: what is timed or weighed, on the built app and the real server. Never part of the tests.
 * `npm run bench -- schedule`: the planning engine by size, in plain Node.
 * `npm run bench -- import`: a plan of 10,000 tasks from its file to the preview, in the browser.
 * `npm run bench -- scale`: 100,000 and 1,000,000 entries of 500 people on 200 projects, side by side (some twenty minutes).
 * `npm run bench -- sync`: the sync against its peers, which are installed for it in a folder of their own.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const [name, ...rest] = process.argv.slice(2)
const isSync = name === 'sync'
const config = isSync ? 'tests/bench/sync/playwright.config.ts' : 'tests/bench/playwright.config.ts'

checkNode()
await install(root, console.log)
if (name === 'schedule') {
  const { runnerImport } = await import('vite')
  const alias = { '@': join(root, 'src') }
  await runnerImport(join(root, 'tests/bench/schedule.ts'), { root, configFile: false, resolve: { alias } })
  process.exit()
}
if (isSync) await install(join(root, 'tests/bench/sync'), console.log)
const browser = await findBrowser({ bring: true })
await build(root, console.log)
if (name === 'scale') {
  process.env.CHROMIUM_PATH = browser.path
  const { runnerImport } = await import('vite')
  const alias = { '@': join(root, 'src') }
  await runnerImport(join(root, 'tests/bench/scale/scale.ts'), { root, configFile: false, resolve: { alias } })
  process.exit()
}
const playwright = join(root, 'node_modules/@playwright/test/cli.js')
const given = isSync ? rest : process.argv.slice(2)
const child = spawn(process.execPath, [playwright, 'test', '--config', config, ...given], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: browser.path },
})
child.on('close', (code) => process.exit(code ?? 1))
