#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildCli, cliIsFresh } from '../scripts/build-cli.mjs'

/** The domain on the command line: builds itself when its sources changed, then answers one JSON document. */
const root = fileURLToPath(new URL('..', import.meta.url))
if (!existsSync(new URL('../node_modules/vite', import.meta.url))) {
  console.error('The libraries are not installed yet: run npm ci first.')
  process.exit(3)
}
if (!(await cliIsFresh(root))) await buildCli(root)
const { main } = await import(new URL('../dist/cli/commands.mjs', import.meta.url).href)
// Not process.exit: what is still in the pipe would be cut off.
process.exitCode = await main(process.argv.slice(2))
