#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, install } from './setup/steps.mjs'

/** `npm run check`: the fast gate. Types take one core, the rest shares the other. */

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => join(root, 'node_modules/.bin', name)

const LANES = [
  [['types', bin('vue-tsc'), '--noEmit']],
  [
    ['scripts', bin('oxlint'), '--deny-warnings'],
    ['templates', bin('eslint'), '--config', 'scripts/eslint.config.mjs', 'src'],
    ['format', bin('prettier'), '--check', '--log-level', 'warn', '.'],
    ['rooms', bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src'],
    ['unused', bin('knip'), '--config', '.knip.json', '--no-progress'],
    ['unit tests', bin('vitest'), 'run', '--project', 'unit', '--reporter=dot'],
  ],
]

function step([name, command, ...args]) {
  const startedAt = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    child.stdout.on('data', (chunk) => (printed += chunk))
    child.stderr.on('data', (chunk) => (printed += chunk))
    child.on('close', (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(printed)
      resolve(code === 0)
    })
  })
}

async function lane(steps) {
  let good = true
  for (const one of steps) good = (await step(one)) && good
  return good
}

checkNode()
await install(root, console.log)
const results = await Promise.all(LANES.map(lane))
process.exit(results.every(Boolean) ? 0 : 1)
