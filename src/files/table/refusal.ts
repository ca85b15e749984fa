/** Why a table is not read at all. Closed: the words are in the locale files. */
export const TABLE_REFUSALS = [
  'empty',
  /** Bytes that are neither text nor a workbook. */
  'binary',
  'too-large',
  /** More parts than any workbook of people has. */
  'too-many-parts',
  /** It would unfold into far more than it weighs, or says one size and unfolds into another. */
  'bomb',
  'macro',
  'external-link',
  'encrypted',
  /** A workbook of before 2007. */
  'old-excel',
  /** MS Project's own format: its XML is read. */
  'binary-plan',
  'open-document',
  /** An archive, but no workbook. */
  'not-a-workbook',
  /** A part declares entities: they could reach files or fill the memory, and no spreadsheet writes them. */
  'entities',
  'damaged',
] as const
export type TableRefusal = (typeof TABLE_REFUSALS)[number]

/** A table that can't be read, with what it was about: a part of the workbook, a count, a size. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
  constructor(
    readonly code: TableRefusal,
    readonly place: string,
  ) {
    super(place ? `${code}: ${place}` : code)
  }
}
