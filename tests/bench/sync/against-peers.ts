import { test } from '@playwright/test'
import { CONTENDERS, pageOf, sizeOf, type ContenderName } from './pages'
import { turnOf, type Turn } from './rounds'
import { largeRows } from './rows'
import type { Contender } from './servers/contender'
import { jalonServer } from './servers/jalon'
import { plainPocketBase, tunedPocketBase } from './servers/plain-pocketbase'
import { pouchServer } from './servers/pouchdb'
import { storm, type Damage } from './storm'
import { damageTable, sizeTable, speedTable } from './table'

/** `npm run bench -- sync`. Smaller and quicker for a look: SYNC_ROWS, SYNC_ROUNDS, SYNC_SEEDS, SYNC_ONLY=jalon,rxdb. */

const ROWS = Number(process.env['SYNC_ROWS'] ?? 100_000)
const ROUNDS = Number(process.env['SYNC_ROUNDS'] ?? 3)
const SEEDS = (process.env['SYNC_SEEDS'] ?? '1,2,3').split(',').filter(Boolean).map(Number)
const only = process.env['SYNC_ONLY']?.split(',')
const NAMES = (Object.keys(CONTENDERS) as ContenderName[]).filter((name) => !only || only.includes(name))

const START = {
  jalon: jalonServer,
  rxdb: tunedPocketBase,
  'rxdb-guided': plainPocketBase,
  pouchdb: pouchServer,
  'pouchdb-guided': pouchServer,
}
const isGuided = (name: ContenderName) => name.endsWith('-guided')
const say = (line: string) => process.stdout.write(`${line}\n`)

test('sync against its peers', async ({ browser }) => {
  const large = largeRows(ROWS)
  const contenders: Contender[] = []
  for (const name of NAMES) {
    say(`${name}: page and server with ${large.length} rows`)
    const contender = await START[name](await pageOf(name), large)
    contenders.push({ ...contender, name: contender.name + (isGuided(name) ? ', as its guide sets it up' : '') })
  }
  // Which sizes it sends in changes nothing of what it does about faults.
  const stormed = contenders.filter((_, at) => !isGuided(NAMES[at]!))
  const names = contenders.map(({ name }) => name)
  const turns: Turn[][] = contenders.map(() => [])
  const damages: Damage[][] = stormed.map(() => [])
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const [at, contender] of contenders.entries()) {
        const turn = await turnOf(browser, contender, round, large)
        turns[at]!.push(turn)
        say(
          `round ${round + 1}, ${contender.name}: ${JSON.stringify(turn, (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))}`,
        )
      }
    for (const [number, seed] of SEEDS.entries())
      for (const [at, contender] of stormed.entries()) {
        const damage = await storm(browser, contender, seed, number * 10)
        damages[at]!.push(damage)
        say(`seed ${seed}, ${contender.name}: ${JSON.stringify(damage)}`)
      }
  } finally {
    for (const contender of contenders) await contender.end()
  }
  const sizes = []
  for (const name of NAMES.filter((one) => !isGuided(one))) sizes.push(await sizeOf(name))
  const asStormed = stormed.map(({ name }) => name)
  if (ROUNDS) say(`\n${speedTable(names, turns)}`)
  say(`\n${sizeTable(asStormed, sizes)}`)
  if (SEEDS.length) say(`\n${damageTable(asStormed, damages)}`)
})
