import type { Browser } from '@playwright/test'
import { aDevice, type RemoteDevice } from './devices'
import { badLine } from './faults'
import { freshRows, type Entry } from './rows'
import { seeded } from './seeded'
import type { Contender } from './servers/contender'

/** Three devices of one person write at once over a bad line; then the line is good, all is quiet, and we count. */

const DEVICES = 3
const CREATES = 100
const OWN_CHANGES = 70
const SHARED = 20
const SHARED_CHANGES = 30
const LOST = { requests: 0.15, answers: 0.15 }

interface Edit {
  row: Entry
  comment: string
  create: boolean
  pause: number
}
/** An edit that the device accepted, with what was on the screen before. */
interface Accepted {
  id: string
  comment: string
  saw: string | null
}

export interface Damage {
  /** Accepted creates that the server never got. */
  missing: number
  /** More rows on the server than were made. */
  duplicated: number
  /** Accepted changes of a row that nobody else wrote, not there in the end: an older value stands. */
  undone: number
  /** Accepted changes of shared rows, replaced or dropped by who had not seen them, and shown to nobody. */
  overwritten: number
  /** Values that lost to another but were kept to be shown. */
  aside: number
  /** Rows that differ from the server's on a device where all is quiet. */
  stale: number
  faults: string
}

export async function storm(browser: Browser, contender: Contender, seed: number, task: number): Promise<Damage> {
  const shared = freshRows('storm', task, SHARED)
  await contender.seed('storm', shared)
  const line = await badLine(contender.url, { seed, ...LOST, streams: contender.streams })
  const devices: RemoteDevice[] = []
  for (let at = 0; at < DEVICES; at++)
    devices.push(await aDevice(browser, contender, { space: 'storm', url: line.url }))
  await Promise.all(devices.map((device) => device.run('goLive')))
  line.turn('storm')
  const programs = devices.map((_, at) => programOf(seed * 10 + at, task, at, shared))
  const accepted = (
    await Promise.all(devices.map((device, at) => device.run('program', programs[at]!)))
  ).flat() as Accepted[]
  line.turn('calm')
  for (let turn = 0; turn < 2; turn++) for (const device of devices) await device.run('settle')
  const damage = await count(contender, devices, accepted, shared)
  for (const device of devices) await device.close()
  await line.close()
  const { requests, answers, of } = line.lost
  return { ...damage, faults: `${requests} requests and ${answers} answers lost of ${of}` }
}

function programOf(seed: number, task: number, device: number, shared: Entry[]): Edit[] {
  const random = seeded(seed)
  const own = freshRows('storm', task + 1 + device, CREATES)
  const kinds = [
    ...own.map(() => 'create'),
    ...Array.from({ length: OWN_CHANGES }, () => 'own'),
    ...Array.from({ length: SHARED_CHANGES }, () => 'shared'),
  ]
  const shuffled = kinds.map((kind) => ({ kind, at: random() })).sort((one, other) => one.at - other.at)
  let made = 0
  return shuffled
    .map(({ kind }, number) => {
      const create = kind === 'create' || (kind === 'own' && made === 0)
      const pool = kind === 'shared' ? shared : own.slice(0, made)
      const row = create ? own[made++]! : pool[Math.floor(random() * pool.length)]!
      return { row, comment: `${device}-${number}`, create, pause: 5 + Math.floor(random() * 20) }
    })
    .filter(({ row }) => row !== undefined)
}

async function count(contender: Contender, devices: RemoteDevice[], accepted: Accepted[], shared: Entry[]) {
  const touched = new Set([...accepted.map(({ id }) => id), ...shared.map(({ id }) => id)])
  const rows = (await contender.rows('storm')).filter(({ id }) => touched.has(id))
  const server = new Map(rows.map((row) => [row.id, row.comment]))
  const aside = (await Promise.all(devices.map((device) => device.run('aside')))).flat()
  const bySeen = new Map(accepted.map((edit) => [edit.comment, edit]))
  const known = new Set<string>()
  // What stands or lies aside, and what each of these values was written over.
  for (const start of [...server.values(), ...aside])
    for (let at = bySeen.get(start); at && !known.has(at.comment); at = bySeen.get(at.saw ?? '')) known.add(at.comment)
  const isShared = new Set(shared.map(({ id }) => id))
  const lost = accepted.filter(({ comment, id }) => !known.has(comment) && server.has(id))
  const places = new Set(rows.map(({ user, task, day }) => `${user} ${task} ${day}`))
  return {
    missing: [...touched].filter((id) => !server.has(id)).length,
    duplicated: rows.length - places.size,
    undone: lost.filter(({ id }) => !isShared.has(id)).length,
    overwritten: lost.filter(({ id }) => isShared.has(id)).length,
    aside: new Set(aside).size,
    stale: await countStale(devices, server),
  }
}

async function countStale(devices: RemoteDevice[], server: Map<string, string>): Promise<number> {
  let stale = 0
  for (const device of devices) {
    const here = new Map((await device.run('all')).map((row) => [row.id, row.comment]))
    for (const [id, comment] of server) if (here.get(id) !== comment) stale += 1
  }
  return stale
}
