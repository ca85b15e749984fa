import { planTables, type PlanWords } from '@/files/table/plan-tables'
import { frenchWords } from '../../../bin/plan-words'
import { aTask, anId } from '../../builders/records'

/** Texts that a spreadsheet would run, or that would break its file. */
export const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://evil.example","x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1',
  '\r=1',
  ' =1',
  "'=1",
  'a\u0000\u0001\u001f\ufffe\uffffb',
  '\ud800',
  '_x0041_',
  '<t>]]>&amp;"',
  'a;b,"c"\nd',
  '\u202egnp.exe',
  '👩‍👩‍👧'.repeat(5),
]

/** A plan in which every text that people can type is the given one. */
export function hostilePlan(text: string, words: PlanWords = frenchWords) {
  // Past the validator: names of files may be of any length.
  const named = (fields: Parameters<typeof aTask>[0]) => ({ ...aTask(fields), name: text })
  const phase = named({ id: anId('phase'), kind: 'phase', parent: '', position: 1 })
  const work = named({
    id: anId('work'),
    parent: phase.id,
    position: 1,
    owner: anId('anna'),
    starts_on: '2026-11-23',
    ends_on: '2026-11-27',
    original_effort: 20_000,
  })
  const end = named({
    id: anId('end'),
    kind: 'milestone',
    parent: phase.id,
    position: 2,
    baseline_on: '2026-11-27',
    forecast_on: '2026-11-30',
  })
  return planTables(
    {
      name: text,
      tasks: [phase, work, end],
      dependencies: [{ predecessor: work.id, successor: end.id, type: 'FS', lag: -500 }],
      assignments: [
        { task: work.id, user: 'one' },
        { task: work.id, user: 'other' },
      ],
      nameOf: () => text,
      totals: new Map([
        [work.id, { actuals: 12_000, remaining: 12_000, unconfirmed: 0, confirmed_on: '2026-11-24', progress: 400 }],
      ]),
    },
    words,
  )
}
