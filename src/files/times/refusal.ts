/** Why a file of times is not read at all. Closed: the words are in the locale files; the command answers the code itself. */
export const TIMES_REFUSALS = [
  /** Nothing in it. */
  'empty',
  'too-large',
  /** A workbook (.xlsx, .ods) or another archive: it is to be saved as CSV first. */
  'workbook',
  /** Bytes that are no text. */
  'not-text',
  /** A web page, XML, JSON. */
  'not-a-table',
  /** A single column, or lines without any separator that is known. */
  'one-column',
  /** No line names a day and a duration. */
  'no-columns',
] as const
export type TimesRefusal = (typeof TIMES_REFUSALS)[number]

/** A file that can't be read as times, with what was seen instead. */
export class UnreadableTimes extends Error {
  override readonly name = 'UnreadableTimes'
  constructor(
    readonly code: TimesRefusal,
    readonly seen: string = '',
  ) {
    super(seen ? `${code}: ${seen}` : code)
  }
}
