import { describe, expect, it } from 'vitest'
import { fromWindows1252, isWindows1252 } from '@/files/shared/windows-1252'

describe('Windows-1252', () => {
  it('is read with the letters that Latin-1 has not', () => {
    expect(fromWindows1252(new Uint8Array([0x80, 0x92, 0xe9]))).toBe('€’é')
    expect(fromWindows1252(new Uint8Array([0x8c, 0x75, 0x76, 0x72, 0x65, 0x20, 0x96, 0x20, 0x85]))).toBe('Œuvre – …')
  })

  it('keeps every other byte as it is in Latin-1', () => {
    const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte < 0x80 || byte > 0x9f)
    expect(fromWindows1252(new Uint8Array(others))).toBe(String.fromCharCode(...others))
  })

  it('is what files mean by its own name, Latin-1 and ASCII', () => {
    const named = ['windows-1252', 'ISO-8859-1', 'latin1', 'us-ascii', 'cp1252']
    expect(named.filter((label) => !isWindows1252(label))).toEqual([])
    expect(['utf-8', 'iso-8859-15', 'klingon-8'].filter(isWindows1252)).toEqual([])
  })
})
