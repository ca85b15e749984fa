/** Why a file is not read at all. Closed: the words are in the locale files; the commands answer the code itself. */
export const PLAN_REFUSALS = [
  /** Nothing in it. */
  'empty',
  /** Another format under this name: a binary plan, a spreadsheet, a page. */
  'not-xml',
  /** XML, but not of MS Project. */
  'not-a-plan',
  /** It declares a document type: entities could reach files or fill the memory, and no planner's tool writes one. */
  'doctype',
  'encoding',
  /** It stops before its end. */
  'truncated',
  'malformed',
  'too-deep',
  'too-large',
  /** Two tasks with one UID: links would mean either. */
  'duplicate-id',
] as const
export type PlanRefusal = (typeof PLAN_REFUSALS)[number]

/** A file that can't be read, with the place: its line and column where there is one, else what it was about. */
export class UnreadablePlan extends Error {
  override readonly name = 'UnreadablePlan'
  constructor(
    readonly code: PlanRefusal,
    readonly place: string,
  ) {
    super(place ? `${code}: ${place}` : code)
  }
}
