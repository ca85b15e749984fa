import { aScaledServer, type ScaledServer } from './a-scaled-server'
import { onDevice, type DeviceFigures } from './device'
import { firstCopy, oneRound, type Cursors, type Round } from './measures'

/**
 * Whether history slows anything down: the same organisation with 100,000 and with 1,000,000 entries, both servers at once, each
 * round on one and then on the other. A ratio is of one round; what is printed is the median of three.
 */

const SIZES = (process.env['JALON_BENCH_SIZES'] ?? '100000,1000000').split(',').map(Number)
const ROUNDS = 3
const today = new Date().toISOString().slice(0, 10)
const say = (line: string) => void process.stdout.write(`${line}\n`)

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]!
const p95 = (values: readonly number[]) => quantile(values, 0.95)
const median = (values: readonly number[]) => quantile(values, 0.5)
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`

const FIGURES: [string, (round: Round) => number][] = [
  ['a person saves eight entries: the push, p95', (round) => p95(round.saves)],
  ['portfolio: all projects asked for what is new, median', (round) => median(round.portfolio)],
  ['portfolio: all projects asked for what is new, p95', (round) => p95(round.portfolio)],
  ['progress of a project: it alone asked, p95', (round) => p95(round.progress)],
  ['a closing looked at, p95', (round) => p95(round.looks)],
  ['a closing made, median', (round) => median(round.closings)],
  ['a closing made, p95', (round) => p95(round.closings)],
]

const servers: ScaledServer[] = []
try {
  for (const size of SIZES) servers.push(await timed(`filled ${size}`, () => aScaledServer(size, today, say)))
  const cursors: Cursors[] = []
  const atStart = await Promise.all(servers.map((server) => server.memory()))
  for (const server of servers) {
    const small = await firstCopy(server, '9999-12')
    say(`${server.size}: first copy without entries ${copyText(small.copy)}`)
    const whole = await firstCopy(server, '')
    say(`${server.size}: first copy, whole           ${copyText(whole.copy)}`)
    cursors.push(whole.cursors)
  }
  const afterCopy = await Promise.all(servers.map((server) => server.memory()))
  const rounds: Round[][] = servers.map(() => [])
  for (let nth = 0; nth < ROUNDS; nth++)
    for (const [at, server] of servers.entries()) rounds[at]!.push(await oneRound(server, nth, cursors[at]!, today))
  table(rounds)
  const after = await Promise.all(servers.map((server) => server.memory()))
  for (const [at, server] of servers.entries())
    say(
      `${server.size}: server memory ${kilobytes(atStart[at]?.now)} at rest, ${kilobytes(afterCopy[at]?.now)} after the copies, ` +
        `${kilobytes(after[at]?.now)} after the rounds, ${kilobytes(after[at]?.most)} at most`,
    )
  for (const server of servers) say(`${server.size}: device ${deviceText(await onDevice(server))}`)
} finally {
  for (const server of servers) await server.end()
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await work()
  say(`${what} in ${((performance.now() - from) / 1000).toFixed(0)} s`)
  return result
}

function table(rounds: readonly Round[][]): void {
  say(`\n${'median of three rounds'.padEnd(58)}${SIZES.map((size) => String(size).padStart(12)).join('')}       ratio`)
  for (const [name, of] of FIGURES) {
    const values = rounds.map((all) => all.map(of))
    const ratios = values[0]!.map((first, nth) => values.at(-1)![nth]! / first)
    say(
      `${name.padEnd(58)}${values.map((all) => ms(median(all)).padStart(12)).join('')}` +
        `       ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
    )
  }
  say('')
}

function copyText(copy: { rows: number; wire: number; bytes: number; ms: number }): string {
  const { rows, wire, bytes } = copy
  return `${rows} rows, ${megabytes(wire)} as it travels, ${megabytes(bytes)} unpacked, ${(copy.ms / 1000).toFixed(1)} s`
}

function deviceText({ firstCopy: copied, opened, tapped, stored, heap }: DeviceFigures): string {
  return (
    `first copy ${(copied / 1000).toFixed(1)} s; portfolio opened ${ms(median(opened))}, by a tap ${ms(median(tapped))} ` +
    `(${tapped.map(ms).join(', ')}); stored ${megabytes(stored)}, page memory ${megabytes(heap)}`
  )
}

function kilobytes(value: number | undefined): string {
  return value === undefined ? 'unknown' : `${(value / 1024).toFixed(0)} MiB`
}
