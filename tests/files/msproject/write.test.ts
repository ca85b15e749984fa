import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, PlanTask } from '@/files/msproject/plan'
import { readPlan } from '@/files/msproject/read'
import { writePlan } from '@/files/msproject/write'
import { LINK_TYPES } from '@/schema/dependency'
import { CONSTRAINTS } from '@/schema/task'
import { bytes, planFile } from './plan-files'

const again = (plan: Plan) => readPlan(bytes(writePlan(plan))).plan

/** What XML can hold: names are trimmed of nothing. */
const aName = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, ''))
const anInstant = fc.option(fc.integer({ min: 0, max: 4_000_000_000 }), { nil: null })
const aSpan = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: null })

const aPlanTask = (index: number): fc.Arbitrary<PlanTask> =>
  fc
    .record({
      uid: fc.constant(String(index + 1)),
      id: fc.constant(String(index + 1)),
      name: aName,
      outlineLevel: fc.constant(1),
      parentUid: fc.constant(''),
      summary: fc.constant(false),
      milestone: fc.boolean(),
      isActive: fc.boolean(),
      manual: fc.boolean(),
      start: anInstant,
      finish: anInstant,
      duration: aSpan,
      durationFormat: fc.constantFrom(7, 8, 5, 39),
      work: aSpan,
      constraint: fc.constantFrom(...CONSTRAINTS),
      constraintDate: anInstant,
      deadline: anInstant,
      calendarUid: fc.constantFrom('', '1'),
      ignoresResourceCalendar: fc.boolean(),
      type: fc.nat(2),
      critical: fc.option(fc.boolean(), { nil: null }),
      percentComplete: fc.nat(100),
      physicalPercentComplete: fc.nat(100),
      actualStart: anInstant,
      actualFinish: anInstant,
      remainingDuration: aSpan,
    })
    .chain((fields) =>
      fc
        .record({
          stop: anInstant,
          resume: anInstant,
          levelingDelay: fc.nat(1000).map((tenths) => tenths * 6),
          levelingDelayFormat: fc.constantFrom(7, 8),
          priority: fc.nat(1000),
          wbs: fc.constantFrom('', '1.2'),
          notes: aName,
          isExternal: fc.boolean(),
          links: fc
            .uniqueArray(
              fc.record({
                predUid: fc.integer({ min: 1, max: Math.max(1, index) }).map(String),
                type: fc.constantFrom(...LINK_TYPES),
                lag: fc.integer({ min: -1000, max: 1000 }).map((tenths) => tenths * 6),
                lagFormat: fc.constantFrom(7, 8, 19, 20),
              }),
              { selector: ({ predUid }) => predUid, maxLength: 3 },
            )
            .map((links) => (index === 0 ? [] : links)),
          baselines: fc.array(
            fc.record({ number: fc.nat(10), start: anInstant, finish: anInstant, duration: aSpan, work: aSpan }),
            { maxLength: 2 },
          ),
        })
        .map((more) => ({ ...fields, ...more })),
    )

describe('writing MS Project XML', () => {
  it('loses nothing of a plan that was read', () => {
    const { plan } = readPlan(planFile('office.xml'))
    expect(again(plan)).toEqual(plan)
  })

  it('loses nothing of any plan: read, write, read gives the same', () => {
    const base = readPlan(planFile('office.xml')).plan
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 8 })
          .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => aPlanTask(index)))),
        (all) => {
          const plan: Plan = { ...base, tasks: all, assignments: [] }
          expect(again(plan)).toEqual(plan)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is well-formed whatever the names hold, and gives the same names back (threat 34)', () => {
    const base = readPlan(planFile('office.xml')).plan
    const named = (name: string) => {
      const plan = {
        ...base,
        project: { ...base.project, name: 'x' },
        tasks: [{ ...base.tasks[1]!, summary: false, name }],
      }
      return again({ ...plan, assignments: [] }).tasks[0]!.name
    }
    for (const name of [
      '<b>&amp;</b>',
      ']]>',
      '<![CDATA[',
      '<!DOCTYPE x>',
      '&#0;',
      '"\'',
      ' a  b ',
      'a\nb',
      'a\r\nb',
      '=1+1',
      '😀',
    ])
      expect(named(name)).toBe(name)
    // What no XML can hold is seen to be missing.
    expect(named('a\uFFFEb\u0000c\uD800d')).toBe('a\uFFFDb\uFFFDc\uFFFDd')
  })
})
