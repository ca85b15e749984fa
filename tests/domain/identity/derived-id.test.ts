import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derivedId, timeEntryId, weekSheetId } from '@/domain/identity/derived-id'

describe('ids that the world fixes', () => {
  it('are the same on every device', () => {
    expect(timeEntryId('useranna0000000', 'taskbeton000000', '2026-11-19')).toBe('opo50c6anjm8osw')
    expect(weekSheetId('useranna0000000', '2026-W47')).toBe('kksaei9cbcddgmd')
  })

  it('have the shape of a record id', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => /^[a-z0-9]{15}$/.test(derivedId('x', a, b))))
  })

  it('differ when any part differs', () => {
    const ids = new Set<string>()
    for (let day = 1; day <= 28; day++)
      for (const task of ['taskaaaaaaaaaaa', 'taskbbbbbbbbbbb'])
        ids.add(timeEntryId('useranna0000000', task, `2026-02-${String(day).padStart(2, '0')}`))
    expect(ids.size).toBe(56)
    expect(weekSheetId('u', '2026-W01')).not.toBe(weekSheetId('u', '2026-W02'))
  })

  it('come from SHA-256, as an independent implementation computes it', () => {
    const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
    for (let number = 0; number < 500; number++) {
      const digest = createHash('sha256').update(`week_sheet|u|${number}`).digest()
      const expected = Array.from({ length: 15 }, (_, i) => alphabet[digest.readUInt16BE(i * 2) % 36]).join('')
      expect(weekSheetId('u', String(number))).toBe(expected)
    }
  })

  it('read text as UTF-8, whatever its script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const digest = createHash('sha256').update(`x|${text}`).digest()
        return derivedId('x', text).startsWith('abcdefghijklmnopqrstuvwxyz0123456789'[digest.readUInt16BE(0) % 36]!)
      }),
    )
  })
})
