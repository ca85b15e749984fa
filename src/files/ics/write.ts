import { addDays } from '@/domain/calendar/days'
import { UNWRITABLE } from '../shared/unwritable'

/** An event of a whole day. */
export interface DayEvent {
  /** The same for the same thing in every file: calendars move the event instead of adding one. */
  uid: string
  /** YYYY-MM-DD */
  day: string
  title: string
  /** Lines of plain text; '' for none. */
  text: string
  /** A word to sort by, such as the project. */
  category: string
}

export interface DayCalendar {
  name: string
  /** When the file is made: `2026-11-26T08:00:00Z`. */
  stamp: string
  events: readonly DayEvent[]
}

/**
 * A calendar file (RFC 5545) of events that take no time from anybody.
 *
 * @example writeCalendar({ name: 'Jalons', stamp: '2026-11-26T08:00:00Z', events: [] }) // 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…'
 */
export function writeCalendar({ name, stamp, events }: DayCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jalon//Milestones//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapedText(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines({ uid, day, title, text, category }: DayEvent, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapedText(uid)}`,
    `DTSTAMP:${stamp.replace(/\.\d+/, '').replace(/[-:]/g, '')}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    // The end is not part of the event.
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escapedText(title)}`,
    ...(text ? [`DESCRIPTION:${escapedText(text)}`] : []),
    ...(category ? [`CATEGORIES:${escapedText(category)}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

const compact = (day: string) => day.replaceAll('-', '')

/** @example escapedText('Lot 1; béton, pile\n2') // 'Lot 1\\; béton\\, pile\\n2' */
export function escapedText(text: string): string {
  return text
    .replace(UNWRITABLE, '')
    .replaceAll('\u007F', '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
}

const MOST_OCTETS = 75

/** A long line goes on in lines that begin with a space; each has 75 octets at most, and no letter is cut. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  if (encoder.encode(line).length <= MOST_OCTETS) return line
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = encoder.encode(letter).length
    if (octets + size > MOST_OCTETS) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
