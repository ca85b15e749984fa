#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { build, checkNode, install } from './setup/steps.mjs'

/** `npm run build`: the app into dist/public, the server part into dist/pb_hooks. */
const root = fileURLToPath(new URL('..', import.meta.url))
checkNode()
await install(root, console.log)
await build(root, console.log)
