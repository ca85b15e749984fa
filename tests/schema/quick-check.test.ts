import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { COLLECTIONS } from '@/schema/collections'
import { quickParse } from '@/schema/quick-check'
import * as wire from '@/schema/sync-wire'
import { anId, aProject, aTask, aTimeEntry } from '@tests/builders/records'

const messages = Object.entries(wire).filter(([, one]) => typeof one === 'object' && 'kind' in one)
/** What the schemas of the product don't use in this way, and what it can't be sure of. */
const oddities: { [name: string]: v.GenericSchema } = {
  trimmed: v.pipe(v.string(), v.trim(), v.minLength(1)),
  'trimmed or a blank': v.union([v.pipe(v.string(), v.trim()), v.literal(' ')]),
  'default of null': v.nullable(v.string(), 'none'),
  'default of what is missing': v.object({ a: v.optional(v.string(), 'none'), b: v.optional(v.number()) }),
  'two objects': v.union([v.object({ a: v.string() }), v.object({ a: v.string(), b: v.number() })]),
  'inner trim': v.looseObject({ a: v.pipe(v.string(), v.trim()) }),
  'a list of lists': v.array(v.array(v.union([v.number(), v.string(), v.boolean()]))),
  'a record of numbers': v.record(v.string(), v.number()),
  'short keys': v.record(v.pipe(v.string(), v.maxLength(3)), v.unknown()),
}
const schemas = [...Object.entries(COLLECTIONS), ...messages, ...Object.entries(oddities)] as unknown as [
  string,
  v.GenericSchema,
][]

const ID = 'abcdefghij01234'
const word = fc.constantFrom(
  '',
  ' ',
  'a',
  ID,
  '2026-02-28',
  '2026-02-30',
  '2026-W07',
  'task',
  'open',
  'fr',
  'pmo',
  'org',
)
const scalar = fc.oneof(
  word,
  fc.string(),
  fc.integer({ min: -2, max: 1200 }),
  fc.constantFrom(0.5, 1e9, true, false, null, 1, 'create', 'changes', 'gone', 'conflict'),
)
const names = [...new Set(schemas.flatMap(([, schema]) => namesIn(schema)))]
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 8 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor'), fc.string()), tie('value')),
  ),
})).value

/** Values that fit, made from the schema itself, so that the quick way is gone and not only avoided. */
function fitting(schema: AnyPart): fc.Arbitrary<unknown> {
  if (schema.pipe) return pieces(schema)
  const { type, entries = {}, options = [] } = schema
  if (type === 'object' || type === 'loose_object')
    return fc.record(Object.fromEntries(Object.entries(entries).map(([name, part]) => [name, fitting(part)])), {
      requiredKeys: Object.keys(entries).filter((name) => entries[name]?.type !== 'optional'),
    })
  if (type === 'nullable') return fc.oneof(fc.constant(null), fitting(schema.wrapped!))
  if (type === 'optional') return fitting(schema.wrapped!)
  if (type === 'array') return fc.array(fitting(schema.item!), { maxLength: 4 })
  if (type === 'union' || type === 'variant') return fc.oneof(...options.map((option) => fitting(option as AnyPart)))
  if (type === 'picklist') return fc.constantFrom(...options)
  if (type === 'literal') return fc.constant(schema.literal)
  if (type === 'record') return fc.dictionary(fc.string(), scalar)
  if (type === 'number') return fc.integer({ min: 0, max: 1100 })
  if (type === 'boolean') return fc.boolean()
  return type === 'string' ? fc.oneof(word, fc.string()) : scalar
}

const pieces = (schema: AnyPart) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(ID, '2026-02-28', '2026-W07', 0, 1000, 'org', `u:${ID}`) },
    fitting({ ...schema, pipe: undefined }),
  )

interface AnyPart {
  type: string
  pipe?: unknown
  entries?: { [name: string]: AnyPart }
  options?: readonly unknown[]
  wrapped?: AnyPart
  item?: AnyPart
  literal?: unknown
}

function namesIn(schema: v.GenericSchema): string[] {
  const { entries, options } = schema as unknown as AnyPart
  const parts = (options ?? []).filter((option) => typeof option === 'object') as v.GenericSchema[]
  return [...Object.keys(entries ?? {}), ...parts.flatMap(namesIn)]
}

describe('the quick check', () => {
  it.each(schemas)('says of %s what the validator says', (_name, schema) => {
    const some = fc.oneof(json, fitting(schema as unknown as AnyPart))
    fc.assert(
      fc.property(some, (value) => {
        const text = JSON.stringify(value)
        // As it comes from the wire: "__proto__" is a key like any other there.
        const given: unknown = JSON.parse(text)
        const { success, output, issues } = v.safeParse(schema, given)
        const quick = quickParse(schema, given)
        expect({ success: quick.success, output: quick.output }).toEqual({ success, output })
        expect(quick.issues?.map(({ message }) => message)).toEqual(issues?.map(({ message }) => message))
        expect(JSON.stringify(given)).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['time_entries', aTimeEntry({ project: anId('p'), task: anId('t'), user: anId('u') })],
    ['tasks', aTask()],
    ['projects', aProject()],
  ] as const)('takes %s without asking the validator', (coll, row) => {
    expect(quickParse(COLLECTIONS[coll], row).output).toBe(row)
  })
})
