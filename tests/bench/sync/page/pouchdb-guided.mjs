import { openAsGuided } from '../contenders/pouchdb.mjs'
import { measures } from './measures.ts'

Object.assign(globalThis, { bench: measures(openAsGuided) })
