import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import express from 'express'
import expressPouchDB from 'express-pouchdb'
import PouchDB from 'pouchdb'

/** A process of its own, as the other servers are: node express-pouchdb.mjs PORT FOLDER PAGE. */
const [port, folder, page] = argv.slice(2)
mkdirSync(join(folder, 'data'), { recursive: true })
const Stored = PouchDB.defaults({ prefix: `${join(folder, 'data')}/` })
const app = express()
app.use('/page', express.static(page))
const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'log.txt') }
app.use('/', expressPouchDB(Stored, options))
app.listen(Number(port), '127.0.0.1')
