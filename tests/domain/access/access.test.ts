import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COLLECTION_NAMES, COLLECTIONS } from '@/schema/collections'
import { ROLES } from '@/schema/membership'
import { entryFault, isDayInRange, type EntryContext } from '@/domain/access/entry-rules'
import { OWNER_FIELD, reachOf, showsColumn } from '@/domain/access/reading'
import { codeOfMessage, REFUSAL_CODES } from '@/domain/access/refusal-codes'
import { asRole, leads, type Standing } from '@/domain/access/reader'
import { mayCreate, mayDelete, mayPatch, type Writer } from '@/domain/access/writing'

const STANDINGS: Standing[] = [...ROLES, 'self', 'everybody']
const writer = (standing: Standing | null, fields: Partial<Writer> = {}): Writer => ({
  userId: 'me',
  office: false,
  standing,
  ...fields,
})
const anyColl = fc.constantFrom(...COLLECTION_NAMES)

describe('reading', () => {
  test('what is read as "own" has an owner', () => {
    const ownerless = COLLECTION_NAMES.filter((coll) => !OWNER_FIELD[coll])
    expect(ownerless.filter((coll) => STANDINGS.some((standing) => reachOf(standing, coll) === 'own'))).toEqual([])
  })

  test('nobody who reads a person sees more than their owner', () => {
    const columns = Object.keys(COLLECTIONS.users.entries)
    expect(columns.filter((column) => !showsColumn('self', 'users', column))).toEqual([])
    for (const role of ROLES)
      expect(['email', 'language', 'office'].filter((column) => showsColumn(role, 'users', column))).toEqual([])
  })
})

describe('writing', () => {
  test('without a standing nothing is written, but a project by the office', () => {
    for (const coll of COLLECTION_NAMES) {
      if (coll !== 'projects') expect(mayCreate(writer(null), coll, {})).not.toBe(null)
      expect(mayPatch(writer(null, { office: true }), coll, { user: 'me', author: 'me', id: 'me' }, ['name'])).not.toBe(
        null,
      )
      expect(mayDelete(writer(null, { office: true }), coll)).not.toBe(null)
    }
    expect(mayCreate(writer(null, { office: true }), 'projects', {})).toBe(null)
  })

  test('a sponsor writes nothing of a project', () => {
    const mine = { user: 'me', author: 'me', state: 'new', answer: '' }
    for (const coll of COLLECTION_NAMES) {
      const fields = Object.keys(COLLECTIONS[coll].entries)
      expect(mayCreate(writer('sponsor'), coll, mine)).not.toBe(null)
      expect(fields.filter((field) => mayPatch(writer('sponsor'), coll, mine, [field]) === null)).toEqual([])
    }
  })

  test('ids, owners, authors, projects and derived places are never patched, by anybody', () => {
    const row = { id: 'me', user: 'me', author: 'me', state: 'new' }
    const fixed = ['id', 'user', 'author', 'project', 'task', 'day', 'week', 'email', 'office', 'closed_through']
    const tried = STANDINGS.flatMap((standing) => COLLECTION_NAMES.map((coll) => [standing, coll] as const))
    const open = tried.flatMap(([standing, coll]) =>
      fixed.filter((field) => mayPatch(writer(standing), coll, row, [field]) === null),
    )
    expect(open).toEqual([])
  })

  test('one forbidden field refuses all of them', () => {
    const field = fc.constantFrom('effort', 'comment', 'user', 'project', 'name', 'role')
    fc.assert(
      fc.property(
        fc.constantFrom(...STANDINGS),
        anyColl,
        fc.uniqueArray(field, { minLength: 1 }),
        (standing, coll, fields) => {
          const row = { id: 'me', user: 'me', author: 'me', state: 'new' }
          const each = fields.map((one) => mayPatch(writer(standing), coll, row, [one]))
          expect(mayPatch(writer(standing), coll, row, fields) === null).toBe(each.every((refusal) => refusal === null))
        },
      ),
      { seed: 1 },
    )
  })
})

describe('a time entry', () => {
  const context: EntryContext = {
    exists: false,
    task: { project: 'p', kind: 'task', state: 'open' },
    closedThrough: '2026-10-31',
    validated: false,
    closingIsStrict: true,
    entryStep: 250,
    dayLimit: 1000,
    otherEffort: 500,
    today: '2026-11-23',
  }
  const entry = { project: 'p', day: '2026-11-19', effort: 500 }

  test('that keeps every rule has no fault', () => {
    expect(entryFault(entry, context)).toBe(null)
  })

  test.each([
    ['task', 'unknown-task', { project: 'q' }, {}],
    ['task', 'unknown-task', {}, { task: null }],
    ['task', 'not-a-task', {}, { task: { project: 'p', kind: 'phase', state: 'open' } }],
    ['task', 'task-done', {}, { task: { project: 'p', kind: 'task', state: 'done' } }],
    ['day', 'day-out-of-range', { day: '1999-12-31' }, {}],
    ['day', 'day-out-of-range', { day: '2027-11-25' }, {}],
    ['day', 'closed-period', { day: '2026-10-31' }, {}],
    ['day', 'closed-period', { day: '2026-10-31' }, { closingIsStrict: false, exists: true }],
    ['day', 'validated-week', {}, { validated: true }],
    ['effort', 'entry-step', { effort: 300 }, {}],
    ['effort', 'day-limit', { effort: 750 }, {}],
  ])('%s: %s', (field, code, fields, facts) => {
    expect(entryFault({ ...entry, ...fields }, { ...context, ...facts })).toEqual({ code, field })
  })

  test('that arrives late for a closed period is kept, unless closings are strict', () => {
    expect(entryFault({ ...entry, day: '2026-10-31' }, { ...context, closingIsStrict: false })).toBe(null)
  })

  test('0 is never over the limit, and without a limit or a step nothing is', () => {
    expect(entryFault({ ...entry, effort: 0 }, { ...context, otherEffort: 5000 })).toBe(null)
    expect(entryFault({ ...entry, effort: 999 }, { ...context, dayLimit: 0, entryStep: 0 })).toBe(null)
  })

  test('a day is in range up to a year and a day ahead', () => {
    expect(['2000-01-01', '2027-11-24', '2027-11-25'].map((day) => isDayInRange(day, '2026-11-23'))).toEqual([
      true,
      true,
      false,
    ])
  })
})

test('a word that is no role is none, and only managers and PMOs lead', () => {
  expect(['pmo', 'admin', ''].map(asRole)).toEqual(['pmo', null, null])
  expect(STANDINGS.filter(leads)).toEqual(['manager', 'pmo'])
})

test("a validator's word is kept when it is one of ours", () => {
  expect([codeOfMessage('max'), codeOfMessage('Invalid type')]).toEqual(['max', 'bad-value'])
  expect(new Set(REFUSAL_CODES).size).toBe(REFUSAL_CODES.length)
})
