import type { Turn } from './rounds'
import { median } from './rounds'
import type { Damage } from './storm'

/** What is printed: medians of all turns, and how many times Jalon's figure a peer needs. */

const LINES: { name: string; of: keyof Turn; aim: number }[] = [
  { name: 'local write with outbox', of: 'write', aim: 1 },
  { name: 'the same, RxDB asked to flush too', of: 'writeStrict', aim: 1 },
  { name: 'push 1,000 queued', of: 'push', aim: 500 },
  { name: 'first pull', of: 'firstPull', aim: 2000 },
  { name: 'pull 10 changes after it', of: 'pullTen', aim: 15 },
  { name: 'write here → shown there, live', of: 'toOther', aim: 50 },
]

const inMs = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`

export function speedTable(names: string[], turns: Turn[][]): string {
  const lines = LINES.map(({ name, of, aim }) => {
    const [own = 0, ...peers] = turns.map((some) => median(some.map((turn) => turn[of])))
    return row([name, `${inMs(own)} ms`, ...peers.map((peer) => against(own, peer, inMs(peer))), `${aim} ms`])
  })
  return [row(['', ...names, 'aim']), row(Array(names.length + 2).fill('---')), ...lines].join('\n')
}

const against = (own: number, peer: number, shown: string) => `${shown} (${(peer / own).toFixed(1)}×)`

export function sizeTable(names: string[], sizes: { client: number; later: number }[]): string {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  return [
    row(['client code, gzipped', ...names]),
    row(Array(names.length + 1).fill('---')),
    row(['at once', ...sizes.map(({ client }) => kB(client))]),
    row(['when live or asked for', ...sizes.map(({ later }) => kB(later))]),
  ].join('\n')
}

const DAMAGES: { name: string; of: keyof Damage }[] = [
  { name: 'rows missing', of: 'missing' },
  { name: 'rows duplicated', of: 'duplicated' },
  { name: 'changes undone, one writer', of: 'undone' },
  { name: 'changes overwritten unseen, several writers', of: 'overwritten' },
  { name: 'kept aside for the person', of: 'aside' },
  { name: 'rows stale on a quiet device', of: 'stale' },
  { name: 'faults met', of: 'faults' },
]

export function damageTable(names: string[], damages: Damage[][]): string {
  const cells = (of: keyof Damage) =>
    damages.map((some) => some.map((one) => one[of]).join(of === 'faults' ? '; ' : ' + '))
  return [
    row(['under faults, per seed', ...names]),
    row(Array(names.length + 1).fill('---')),
    ...DAMAGES.map(({ name, of }) => row([name, ...cells(of)])),
  ].join('\n')
}
