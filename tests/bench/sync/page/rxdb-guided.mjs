import { openAsGuided } from '../contenders/rxdb.mjs'
import { measures } from './measures.ts'

Object.assign(globalThis, { bench: measures(openAsGuided) })
