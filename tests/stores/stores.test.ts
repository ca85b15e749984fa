import { describe, expect, it } from 'vitest'
import { recordId } from '@/schema/brands'
import { localDay } from '@/stores/clock'
import { newId } from '@/stores/new-id'
import { lastMonths } from '@/stores/task-detail'
import * as v from 'valibot'

describe('the small parts of the stores', () => {
  it('today is the day on the wall, a minute before and after midnight', () => {
    expect(localDay(new Date(2026, 10, 23, 23, 59))).toBe('2026-11-23')
    expect(localDay(new Date(2026, 10, 24, 0, 1))).toBe('2026-11-24')
  })

  it('new ids are record ids and never meet', () => {
    const ids = Array.from({ length: 2000 }, newId)
    expect(ids.every((id) => v.is(recordId, id))).toBe(true)
    expect(new Set(ids).size).toBe(2000)
  })

  it('the last months run across a new year', () => {
    expect(lastMonths('2026-02-10', 3)).toEqual(['2026-02', '2026-01', '2025-12'])
  })
})
