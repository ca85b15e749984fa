import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCalendar, type DayEvent } from '@/files/ics/write'

const anEvent = (fields: Partial<DayEvent> = {}): DayEvent => ({
  uid: 'milestone-taskrecette00001@jalon',
  day: '2026-12-31',
  title: 'Recette',
  text: '',
  category: '',
  ...fields,
})
const stamp = '2026-11-26T08:00:00Z'
const written = (...events: DayEvent[]) => writeCalendar({ name: 'Jalons', stamp, events })

/** What a calendar sees: lines unfolded, the texts of each event unescaped. */
function readCalendar(file: string): Record<string, string>[] {
  const lines = file.replaceAll('\r\n ', '').split('\r\n')
  const events: Record<string, string>[] = []
  for (const line of lines) {
    const [name, value] = [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]
    if (name === 'BEGIN' && value === 'VEVENT') events.push({})
    else if (events.length && name && name !== 'END')
      events.at(-1)![name] = value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
  }
  return events
}

describe('a calendar of milestones', () => {
  it('has one event of a whole day for each, with an end that is the next day', () => {
    expect(readCalendar(written(anEvent({ text: 'a\nb', category: 'Passerelle' })))).toEqual([
      {
        UID: 'milestone-taskrecette00001@jalon',
        DTSTAMP: '20261126T080000Z',
        'DTSTART;VALUE=DATE': '20261231',
        'DTEND;VALUE=DATE': '20270101',
        SUMMARY: 'Recette',
        DESCRIPTION: 'a\nb',
        CATEGORIES: 'Passerelle',
        TRANSP: 'TRANSPARENT',
      },
    ])
  })

  it('is the same for the same milestones, whatever the moment but for its stamp', () => {
    const later = writeCalendar({ name: 'Jalons', stamp: '2026-11-27T08:00:00.123Z', events: [anEvent()] })
    expect(later.replace('20261127', '20261126')).toBe(written(anEvent()))
  })

  it('gives back every name: signs, breaks, emoji, what looks like another event', () => {
    const hostile = [
      'R;e,c\\e:tte',
      'END:VEVENT\r\nEND:VCALENDAR',
      'a\nBEGIN:VALARM',
      '👩‍👩‍👧‍👦'.repeat(30),
      `${'é'.repeat(80)} \u202e`,
      '=1+1',
      '"quoted"',
    ]
    for (const title of hostile) {
      const events = readCalendar(written(anEvent({ title }), anEvent({ uid: 'other' })))
      expect(events).toHaveLength(2)
      expect(events[0]!.SUMMARY).toBe(title.replace(/\r\n/g, '\n'))
    }
  })

  it('has lines of 75 octets at most, ended by CRLF, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary' }), (title, text) => {
        const file = written(anEvent({ title, text }))
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(file))).toBe(file)
        expect(readCalendar(file)).toHaveLength(1)
      }),
    )
  })
})
