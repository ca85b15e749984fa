import * as fc from 'fast-check'
import { FAULTS } from './network'
import type { Fault } from './network'
import { UNACCEPTABLE, UNREADABLE } from './server-rules'

/** What happens in one simulated world, step by step. */
export type Step =
  | { do: 'effort'; device: number; project: number; task: number; day: number; effort: number }
  | { do: 'comment'; device: number; project: number; task: number; day: number; comment: string }
  | { do: 'delete entry'; device: number; project: number; task: number; day: number }
  | { do: 'flag'; device: number; project: number; sentence: string; photos: number }
  | { do: 'mend flag'; device: number; which: number; sentence: string }
  | { do: 'sheet'; device: number; state: string }
  | { do: 'rename task'; device: number; project: number; task: number; name: string }
  | { do: 'sync'; device: number; tabs: 1 | 2; faults: Fault[]; die: { at: number; before: boolean } | null }
  | { do: 'save and die'; device: number; before: boolean; project: number; effort: number }
  | { do: 'decide'; device: number; which: number; choice: 'mine' | 'theirs' | 'retry' }
  | { do: 'restart'; lost: number }
  | { do: 'deliver'; which: number }
  | { do: 'member'; user: number; project: number; role: 'none' | 'contributor' | 'manager' | 'sponsor' }
  | { do: 'close month'; project: number; through: string }
  | { do: 'admin edits entry'; which: number; effort: number }
  | { do: 'admin moves'; which: number; project: number }
  | { do: 'admin deletes'; which: number }
  | { do: 'disk'; device: number; full: boolean }
  | { do: 'clock'; by: number }
  | { do: 'restore backup'; lost: number }
  | { do: 'upgrade server' }
  | { do: 'upgrade app'; device: number }
  | { do: 'carry away'; device: number }
  | { do: 'make room'; device: number }

const device = fc.nat({ max: 3 })
const project = fc.nat({ max: 1 })
const where = { device, project, task: fc.nat({ max: 1 }), day: fc.nat({ max: 2 }) }
const effort = fc.constantFrom(0, 250, 500, 1000)
const which = fc.nat({ max: 7 })
const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault>('fine') },
  { weight: 4, arbitrary: fc.constantFrom(...FAULTS) },
)
const die = fc.option(fc.record({ at: fc.integer({ min: 1, max: 12 }), before: fc.boolean() }), { freq: 3 })

function step<D extends Step['do']>(
  name: D,
  rest: { [K in Exclude<keyof Extract<Step, { do: D }>, 'do'>]: fc.Arbitrary<Extract<Step, { do: D }>[K]> },
) {
  return fc.record({ do: fc.constant(name), ...rest }) as unknown as fc.Arbitrary<Step>
}

const weighted: [number, fc.Arbitrary<Step>][] = [
  [14, step('effort', { ...where, effort })],
  [4, step('comment', { ...where, comment: fc.constantFrom('one', 'two', UNREADABLE) })],
  [3, step('delete entry', where)],
  [4, step('flag', { device, project, sentence: fc.constantFrom('seen', UNACCEPTABLE), photos: fc.nat({ max: 2 }) })],
  [2, step('mend flag', { device, which, sentence: fc.constantFrom('mended', UNACCEPTABLE) })],
  [2, step('sheet', { device, state: fc.constantFrom('open', 'submitted') })],
  [3, step('rename task', { device, project, task: fc.nat({ max: 1 }), name: fc.constantFrom('red', 'blue') })],
  [16, step('sync', { device, tabs: fc.constant(1), faults: fc.array(fault, { maxLength: 6 }), die })],
  [5, step('sync', { device, tabs: fc.constant(1), faults: fc.constant([]), die: fc.constant(null) })],
  [2, step('sync', { device, tabs: fc.constant(2), faults: fc.array(fault, { maxLength: 4 }), die })],
  [1, step('save and die', { device, before: fc.boolean(), project, effort })],
  [3, step('decide', { device, which, choice: fc.constantFrom('mine', 'theirs', 'retry') })],
  [2, step('restart', { lost: fc.nat({ max: 3 }) })],
  [3, step('deliver', { which })],
  [
    2,
    step('member', {
      user: fc.nat({ max: 1 }),
      project,
      role: fc.constantFrom('none', 'contributor', 'manager', 'sponsor'),
    }),
  ],
  [1, step('close month', { project, through: fc.constantFrom('', '2026-10-31') })],
  [2, step('admin edits entry', { which, effort })],
  [1, step('admin moves', { which, project })],
  [1, step('admin deletes', { which })],
  [1, step('disk', { device, full: fc.boolean() })],
  [1, step('restore backup', { lost: fc.integer({ min: 4, max: 14 }) })],
  [1, step('upgrade server', {})],
  [2, step('upgrade app', { device })],
  [1, step('carry away', { device })],
  [1, step('make room', { device })],
  [1, step('clock', { by: fc.constantFrom(-86_400_000, 86_400_000, 70 * 86_400_000) })],
]

/** Random programs. fast-check shrinks a failing one to the few steps that matter. */
export const programs: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary }))),
  { minLength: 4, maxLength: 36, size: 'max' },
)
