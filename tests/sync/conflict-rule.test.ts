import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '@/sync/conflicts/fold'
import type { Intent } from '@/sync/conflicts/fold'
import { judge } from '@/sync/conflicts/judge'
import { sameValue } from '@/sync/conflicts/same-value'

const fields = fc.dictionary(fc.constantFrom('effort', 'comment', 'day'), fc.integer({ min: 0, max: 3 }), {
  minKeys: 1,
})
const row = fc.record({ effort: fc.nat(3), comment: fc.nat(3), day: fc.nat(3) })
const patch = (changed: Record<string, unknown>, base: Record<string, unknown>): Intent => ({
  op: 'patch',
  fields: changed,
  base: Object.fromEntries(Object.keys(changed).map((field) => [field, base[field] ?? null])),
  seen: base,
})

describe('the conflict rule', () => {
  it('leaves each field in exactly one place: on the server, sent again, or in front of the person', () => {
    fc.assert(
      fc.property(fields, row, row, (mine, base, theirs) => {
        const { again, park } = judge(patch(mine, base), { e: 'conflict', row: theirs }, null)
        for (const [field, value] of Object.entries(mine)) {
          const places = [
            sameValue(theirs[field as 'effort'], value),
            field in (again?.fields ?? {}),
            field in (park?.intent.fields ?? {}),
          ]
          expect(places.filter(Boolean)).toHaveLength(1)
        }
      }),
    )
  })

  it('sends again only over the value that the person saw', () => {
    fc.assert(
      fc.property(fields, row, row, (mine, base, theirs) => {
        const { again } = judge(patch(mine, base), { e: 'conflict', row: theirs }, null)
        for (const [field, saw] of Object.entries(again?.base ?? {})) expect(theirs[field as 'effort']).toBe(saw)
      }),
    )
  })

  it('folds two edits into the first base and the last value', () => {
    fc.assert(
      fc.property(fields, fields, row, (first, then, base) => {
        const both = fold(patch(first, base), patch(then, { ...base, ...first }))
        expect(both?.fields).toEqual({ ...first, ...then })
        for (const field of Object.keys(both?.base ?? {})) expect(both?.base[field]).toBe(base[field as 'effort'])
      }),
    )
  })

  it('makes nothing of what was made and taken back before it was sent', () => {
    const made: Intent = { op: 'create', fields: { effort: 1 }, base: {}, seen: null }
    expect(fold(made, { op: 'delete', fields: {}, base: {}, seen: { effort: 1 } })).toBeNull()
  })

  it('tries an invalid change again once it is corrected', () => {
    const wrong = patch({ effort: 9 }, { effort: 1 })
    const corrected = judge(wrong, { e: 'invalid', code: 'max', field: 'effort' }, patch({ effort: 2 }, { effort: 9 }))
    expect(corrected).toMatchObject({ park: null, again: { fields: { effort: 2 }, base: { effort: 1 } } })
  })
})
