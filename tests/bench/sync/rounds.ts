import type { Browser } from '@playwright/test'
import { aDevice } from './devices'
import { freshRows, type Entry } from './rows'
import type { Contender } from './servers/contender'

/** One turn of one contender: every figure in milliseconds. */
export interface Turn {
  write: number
  writeStrict: number
  push: number
  firstPull: number
  pullTen: number
  toOther: number
}

const WRITES = 120
const QUEUED = 1000
const PUSHES = 5
const PULLS = 5
const TRIPS = 15

export const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!

export async function turnOf(browser: Browser, contender: Contender, round: number, large: Entry[]): Promise<Turn> {
  const write = await writes(browser, contender, false)
  const writeStrict = contender.name.startsWith('RxDB') ? await writes(browser, contender, true) : write
  const pushes: number[] = []
  for (let turn = 0; turn < PUSHES; turn++) pushes.push(await pushQueued(browser, contender, round * PUSHES + turn))
  const push = median(pushes)
  const toOther = await trips(browser, contender, round)
  return { write, writeStrict, push, toOther, ...(await pulls(browser, contender, round, large)) }
}

/** Written and never sent. */
async function writes(browser: Browser, contender: Contender, strict: boolean): Promise<number> {
  const device = await aDevice(browser, contender, { space: 'small', strict })
  const times = await device.run('writes', freshRows('small', 0, WRITES))
  await device.close()
  return median(times.slice(5))
}

/** `turn`: never the same rows twice. */
async function pushQueued(browser: Browser, contender: Contender, turn: number): Promise<number> {
  const device = await aDevice(browser, contender, { space: 'small' })
  const rows = freshRows('small', 1 + turn, QUEUED)
  await device.run('keep', rows)
  const time = await device.run('push')
  await device.close()
  const task = rows[0]!.task
  const there = (await contender.rows('small')).filter((row) => row.task === task).length
  if (there !== QUEUED) throw new Error(`${contender.name}: ${there} of ${QUEUED} arrived.`)
  return time
}

async function pulls(browser: Browser, contender: Contender, round: number, large: Entry[]) {
  const device = await aDevice(browser, contender, { space: 'large' })
  const firstPull = await device.run('pull')
  const count = await device.run('count')
  if (count !== large.length) throw new Error(`${contender.name}: ${count} rows of ${large.length} came.`)
  const times: number[] = []
  for (let turn = 0; turn < PULLS; turn++) {
    const comment = `change ${round}.${turn}`
    const some = Array.from({ length: 10 }, (_, at) => large[((turn * 10 + at) * 7919) % large.length]!)
    await contender.change('large', some, comment)
    times.push(await device.run('pull'))
    for (const row of some)
      if ((await device.run('comment', row)) !== comment) throw new Error(`${contender.name}: a change did not come.`)
  }
  await device.close()
  return { firstPull, pullTen: median(times) }
}

/** From before the write on one device to the moment when the other can show it. */
async function trips(browser: Browser, contender: Contender, round: number): Promise<number> {
  const row = freshRows('small', 60 + round, 1)[0]!
  await contender.seed('small', [row])
  const [here, there] = [
    await aDevice(browser, contender, { space: 'small' }),
    await aDevice(browser, contender, { space: 'small' }),
  ]
  await here.run('goLive')
  await there.run('goLive')
  await there.run('watch', row)
  await rest(1500)
  const times: number[] = []
  for (let trip = 0; trip < TRIPS; trip++) {
    const comment = `trip ${round}.${trip}`
    const at = await here.run('changeAt', row, comment)
    await rest(400)
    let seen = await there.run('seenAt', comment)
    for (let wait = 0; seen === null && wait < 20; wait++) {
      await rest(500)
      seen = await there.run('seenAt', comment)
    }
    times.push(seen === null ? Number.NaN : seen - at)
  }
  await here.close()
  await there.close()
  return median(times)
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
