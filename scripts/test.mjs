#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser/find.mjs'
import { findFirefox } from './browser/find-firefox.mjs'
import { countPlaywright, countVitest, failedInPlaywright, failedInVitest, lastLine } from './report/counts.mjs'
import { build, checkNode, install } from './setup/steps.mjs'

/** `npm test`: everything that a bare machine needs, then every test; the last line counts them from the real reports. */

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, 'test-results', 'reports')
const say = (line) => console.log(line)

async function test() {
  checkNode()
  await install(root, say)
  const browser = await findBrowser({ bring: true })
  const firefox = findFirefox({ bring: true })
  say(`Browser for the tests: ${browser.how}. Firefox, for the push: ${firefox.how}.`)
  await build(root, say)
  await rm(reports, { recursive: true, force: true })
  await mkdir(reports, { recursive: true })

  const env = { ...process.env, CHROMIUM_PATH: browser.path, FIREFOX_PATH: firefox.path, FORCE_COLOR: '0' }
  const runs = []
  for (const project of ['unit', 'simulator', 'server', 'browser']) runs.push(await vitest(project, env))
  runs.push(await playwright(env))

  const failed = runs.flatMap((run) => run.failed)
  if (failed.length > 0) say(`\nFailed:\n${failed.map((name) => `- ${name}`).join('\n')}`)
  say(`\n${lastLine(runs.map((run) => run.count))}`)
  process.exit(runs.every((run) => run.count.ok) ? 0 : 1)
}

async function vitest(project, env) {
  say(`\n— ${project}`)
  const report = join(reports, `${project}.json`)
  const code = await show(
    'node_modules/vitest/vitest.mjs',
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  )
  const read = await readReport(report)
  return { count: countVitest(read, code), failed: failedInVitest(read) }
}

async function playwright(env) {
  say('\n— end to end')
  const report = join(reports, 'e2e.json')
  const code = await show(
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', 'tests/e2e/playwright.config.ts'],
    {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  )
  const read = await readReport(report)
  return { count: countPlaywright(read, code), failed: failedInPlaywright(read) }
}

/** A report that is not there counts as a failure, never as nothing. */
async function readReport(report) {
  return JSON.parse(await readFile(report, 'utf8').catch(() => 'null'))
}

function show(script, args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

test().catch((problem) => {
  console.error(problem.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})
