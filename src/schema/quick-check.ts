import * as v from 'valibot'

/**
 * Checks thousands of values a second where the validator itself is too slow: a hundred thousand rows on a device, a
 * batch inside the server's interpreted engine. A validator is read once and becomes one plain function, which says yes
 * only where the validator would accept the value and change nothing. Everything else, faults included, is the
 * validator's own word: so both can't disagree, and a kind of rule that is not known here is merely slower.
 */

type Accepts = (value: unknown) => boolean

/** What is read of a validator or of one step of it. */
interface Part {
  readonly kind: string
  readonly type: string
  readonly pipe?: readonly Part[]
  readonly wrapped?: Part
  readonly default?: unknown
  readonly item?: Part
  readonly key?: Part | string
  readonly value?: Part
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly entries?: Readonly<{ [name: string]: Part }>
  readonly requirement?: unknown
}

const isText: Accepts = (value) => typeof value === 'string'
const anything: Accepts = () => true
/** Not known here, or it would change the value: ask the validator. */
const unsure: Accepts = () => false

/** The same answer as `v.safeParse`; an accepted value may be the very one that was given, not a copy. */
export function quickParse<const S extends v.GenericSchema>(schema: S, value: unknown): v.SafeParseResult<S> {
  if (!acceptsOf(schema as unknown as Part)(value)) return v.safeParse(schema, value)
  return { typed: true, success: true, output: value as v.InferOutput<S>, issues: undefined }
}

const known = new WeakMap<Part, Accepts>()

function acceptsOf(part: Part): Accepts {
  const found = known.get(part)
  if (found) return found
  const accepts = part.pipe ? all(part.pipe.map(ofStep)) : ofSchema(part)
  known.set(part, accepts)
  return accepts
}

function ofSchema(part: Part): Accepts {
  return SCHEMAS[part.type]?.(part) ?? unsure
}

/** Never take an object, and take or refuse every other value as the validator does. */
const SCALARS = ['string', 'number', 'boolean', 'literal', 'picklist']
/** Take nothing but objects. */
const HOLDERS = ['object', 'loose_object', 'record', 'array', 'variant']

const SCHEMAS: Readonly<{ [type: string]: (part: Part) => Accepts }> = {
  string: () => isText,
  number: () => (value) => typeof value === 'number' && !Number.isNaN(value),
  boolean: () => (value) => typeof value === 'boolean',
  unknown: () => anything,
  literal:
    ({ literal }) =>
    (value) =>
      value === literal,
  picklist:
    ({ options = [] }) =>
    (value) =>
      options.includes(value),
  nullable: ({ wrapped, default: instead }) => {
    const accepts = inner(wrapped)
    return (value) => (value === null ? instead === undefined : accepts(value))
  },
  // What is left out is told by the object around it.
  optional: ({ wrapped }) => inner(wrapped),
  array: ({ item }) => {
    const accepts = inner(item)
    return (value) => Array.isArray(value) && value.every((one) => accepts(one))
  },
  union: ({ options = [] }) => {
    const parts = options as readonly Part[]
    const scalars = parts.filter(({ type }) => SCALARS.includes(type)).map(acceptsOf)
    const holders = parts.filter(({ type }) => HOLDERS.includes(type)).map(acceptsOf)
    if (scalars.length + holders.length < parts.length || scalars.includes(unsure)) return unsure
    // The validator takes the first that fits: behind a holder that is not sure, nothing is.
    const holds = holders[0] ?? unsure
    return (value) => (typeof value === 'object' ? holds(value) : scalars.some((accepts) => accepts(value)))
  },
  variant: ({ key, options = [] }) => {
    const kinds = options.map((option) => option as Part)
    const tag = String(key)
    const isTagged = kinds.every((kind) => kind.entries?.[tag]?.type === 'literal')
    const some = new Map(kinds.map((kind) => [kind.entries?.[tag]?.literal, acceptsOf(kind)]))
    if (!isTagged || some.size < kinds.length) return unsure
    return (value) => isPlainObject(value) && (some.get(value[tag])?.(value) ?? false)
  },
  record: ({ key, value: held }) => {
    if (typeof key !== 'object' || key.type !== 'string' || key.pipe) return unsure
    const accepts = inner(held)
    return (value) => isPlainObject(value) && (accepts === anything || Object.values(value).every(accepts))
  },
  object: (part) => {
    const accepts = fieldsOf(part)
    return (value) => isPlainObject(value) && accepts(value) === Object.keys(value).length
  },
  loose_object: (part) => {
    const accepts = fieldsOf(part)
    return (value) => isPlainObject(value) && accepts(value) >= 0
  },
}

const inner = (part: Part | undefined): Accepts => (part ? acceptsOf(part) : unsure)

/** How many of the fields are there, every one of them accepted; -1 = one is not. Plain loops: the server's engine interprets them. */
function fieldsOf({ entries = {} }: Part): (value: Fields) => number {
  const fields = Object.entries(entries).map(([name, part]) => ({
    name,
    accepts: acceptsOf(part),
    mayMiss: part.type === 'optional' && part.default === undefined,
  }))
  return (value) => {
    let there = 0
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at]!
      const held = value[field.name]
      if (held === undefined) {
        if (!field.mayMiss || field.name in value) return -1
      } else if (field.accepts(held)) there += 1
      else return -1
    }
    return there
  }
}

type Fields = { readonly [name: string]: unknown }

/** An object without keys that the validator drops. */
function isPlainObject(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return (
    !Object.hasOwn(value, '__proto__') && !Object.hasOwn(value, 'prototype') && !Object.hasOwn(value, 'constructor')
  )
}

type Sized = string | readonly unknown[]

/** One step of a pipe: another validator, or a rule about what came through so far. */
function ofStep(step: Part): Accepts {
  if (step.kind === 'schema') return acceptsOf(step)
  const { requirement } = step
  return STEPS[step.type]?.(requirement) ?? unsure
}

const STEPS: Readonly<{ [type: string]: (requirement: unknown) => Accepts }> = {
  brand: () => anything,
  integer: () => Number.isInteger,
  check: (requirement) => requirement as Accepts,
  min_value: (least) => (value) => (value as number) >= (least as number),
  max_value: (most) => (value) => (value as number) <= (most as number),
  min_length: (least) => (value) => (value as Sized).length >= (least as number),
  max_length: (most) => (value) => (value as Sized).length <= (most as number),
  length: (size) => (value) => (value as Sized).length === size,
  regex: (pattern) => {
    const { flags } = pattern as RegExp
    // Such a pattern remembers where it stopped.
    if (flags.includes('g') || flags.includes('y')) return unsure
    return (value) => (pattern as RegExp).test(value as string)
  },
}

function all(steps: readonly Accepts[]): Accepts {
  if (steps.includes(unsure)) return unsure
  return steps.filter((step) => step !== anything).reduce((before, step) => (value) => before(value) && step(value))
}
