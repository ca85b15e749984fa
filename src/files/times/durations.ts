/** How a column of durations counts where its values are plain numbers. */
export type DurationUnit = 'hours' | 'minutes' | 'seconds'

const SECONDS: Readonly<Record<DurationUnit, number>> = { hours: 3600, minutes: 60, seconds: 1 }
const LONGEST = 40
/** More than a year on one line is no duration. */
const MOST_SECONDS = 366 * 86_400

const CLOCK = /^(\d{1,6}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d+)?)?$/
const WORDS =
  /^(?:(\d+(?:[.,]\d+)?) ?(?:h|hr|hrs|hour|hours|heure|heures|std))? ?(?:(\d+(?:[.,]\d+)?) ?(?:m|mn|min|mins|minute|minutes)?)? ?(?:(\d+) ?(?:s|sec|secs|seconde|secondes|second|seconds))?$/
const ISO = /^pt(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/
const NUMBER = /^\d[\d '.,]*$/

/** A duration in seconds, or a plain number that the column's unit has to explain; null = no duration. */
export type DurationReading = { seconds: number } | { number: number; isWhole: boolean } | null

/**
 * @example readDuration('01:30:00') // { seconds: 5400 }
 * @example readDuration('1h30') // { seconds: 5400 }
 * @example readDuration('1,5') // { number: 1.5, isWhole: false }
 */
export function readDuration(raw: string): DurationReading {
  if (raw.length > LONGEST) return null
  const text = raw
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
  const clock = CLOCK.exec(text)
  if (clock) return whole(Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0))
  if (NUMBER.test(text)) return plainNumber(text)
  const parts = ISO.exec(text) ?? WORDS.exec(text)
  if (!parts || parts.slice(1).every((part) => part === undefined)) return null
  const [hours, minutes, seconds] = parts.slice(1).map((part) => decimal(part ?? '0'))
  return whole(hours! * 3600 + minutes! * 60 + seconds!)
}

function plainNumber(text: string): DurationReading {
  const number = decimal(text)
  return Number.isFinite(number) ? { number, isWhole: !/[.,]/.test(text) } : null
}

function whole(seconds: number): DurationReading {
  return seconds <= MOST_SECONDS ? { seconds: Math.round(seconds) } : null
}

/** The last of comma and point is the decimal mark; spaces and apostrophes part thousands. @example decimal('2.000,5') // 2000.5 */
export function decimal(text: string): number {
  const digits = text.replace(/[ ']/g, '')
  const mark = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'))
  if (mark < 0) return Number(digits)
  return Number(`${digits.slice(0, mark).replace(/[.,]/g, '')}.${digits.slice(mark + 1)}`)
}

/** Seconds of a reading in a column's unit; null where it can't be. */
export function secondsOf(reading: DurationReading, unit: DurationUnit): number | null {
  if (!reading) return null
  if ('seconds' in reading) return reading.seconds
  const seconds = Math.round(reading.number * SECONDS[unit])
  return seconds <= MOST_SECONDS ? seconds : null
}

/**
 * The unit of a column whose head names none, from all its plain numbers: hours where all of them fit in a day, or some have
 * decimals; seconds where some could not even be the minutes of a day; between the two nothing decides: null.
 */
export function unitOf(largest: number, hasDecimals: boolean): DurationUnit | null {
  if (hasDecimals || largest <= 24) return 'hours'
  return largest > 1440 ? 'seconds' : null
}

/** The unit in which numbers come closest to the times of day beside them; null where there are none. */
export function closestUnit(beside: readonly { number: number; seconds: number }[]): DurationUnit | null {
  if (!beside.some(({ number, seconds }) => number > 0 && seconds > 0)) return null
  const distance = (unit: DurationUnit) =>
    beside.reduce((sum, { number, seconds }) => sum + Math.abs(number * SECONDS[unit] - seconds), 0)
  return (['hours', 'minutes', 'seconds'] as const).toSorted((a, b) => distance(a) - distance(b))[0]!
}

const TIME = /^(\d{1,2})[:h.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)? ?([ap])?\.? ?(?:m\.?)?(?: ?(?:z|[+-]\d{2}:?\d{2}))?$/

/** A time of day in seconds. @example readTimeOfDay('01:06:29 PM') // 47189 */
export function readTimeOfDay(raw: string): number | null {
  if (raw.length > LONGEST) return null
  const found = TIME.exec(
    raw
      .replace(/[\s\u00a0\u202f]+/g, ' ')
      .trim()
      .toLowerCase(),
  )
  if (!found) return null
  const [, hours, minutes, seconds = '0', half] = found
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours)
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 59) return null
  return hour * 3600 + Number(minutes) * 60 + Number(seconds)
}
