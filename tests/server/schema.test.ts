import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnsOf, type ColumnKind } from '@/server/database/columns'
import { COLLECTION_NAMES } from '@/schema/collections'
import { aServer, type Server } from './a-server'

let server: Server
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

/** What PocketBase may use for each kind of column. */
const FIELD_TYPES: { [kind in ColumnKind]: readonly string[] } = {
  text: ['text', 'select', 'relation', 'email', 'file'],
  number: ['number'],
  bool: ['bool'],
  json: ['json'],
  list: ['json'],
}
/** Fields that PocketBase keeps for itself. */
const OWN = ['created', 'updated', 'password', 'tokenKey', 'emailVisibility', 'verified', 'writer']

interface Field {
  name: string
  type: string
  cascadeDelete?: boolean
  pattern?: string
}

async function fieldsOf(coll: string): Promise<Field[]> {
  const reply = await server.call('GET', `/api/collections/${coll}`, undefined, server.admin)
  return (reply.json as { fields: Field[] }).fields
}

test.each(COLLECTION_NAMES)(
  '%s has exactly the fields of its schema file (else: a migration is missing)',
  async (coll) => {
    const fields = (await fieldsOf(coll)).filter(({ name }) => !OWN.includes(name))
    const columns = columnsOf(coll)
    expect(fields.map(({ name }) => name).toSorted()).toEqual(columns.map(([name]) => name).toSorted())
    const wrong = columns.filter(
      ([name, kind]) => !FIELD_TYPES[kind].includes(fields.find((f) => f.name === name)?.type ?? ''),
    )
    expect(wrong).toEqual([])
  },
)

test.each(COLLECTION_NAMES)('%s deletes nothing by cascade, and its ids are looked up by their index', async (coll) => {
  const fields = await fieldsOf(coll)
  expect(fields.filter((field) => field.cascadeDelete)).toEqual([])
  expect(fields.find(({ name }) => name === 'id')?.pattern).toBe('^[a-z0-9]+$')
})
