import * as v from 'valibot'
import { cents, line, optionalId, recordId } from './brands'

export const BUDGET_KINDS = ['labour', 'purchase'] as const
export type BudgetKind = (typeof BUDGET_KINDS)[number]

/**
 * Money of a project, in cents: what is allowed for the labour of a phase, or a purchase followed from its order to its invoice.
 * A labour line carries its budget alone: what labour costs is known from the time entered.
 */
export const budgetLine = v.looseObject({
  id: recordId,
  project: recordId,
  kind: v.picklist(BUDGET_KINDS),
  /** A phase of the WBS, '' where it belongs to the project as a whole. No relation: a phase may be deleted, its money stays. */
  phase: optionalId,
  /** Such as "Études" or "Travaux"; '' where nobody said. */
  category: line(80),
  label: v.pipe(line(200), v.minLength(1, 'required')),
  budget: cents,
  /** Ordered so far, invoiced or not. */
  committed: cents,
  /** Invoiced so far. */
  actual: cents,
  /** Still to be ordered, re-estimated by who leads the project; never budget − committed. */
  to_commit: cents,
  note: line(1000),
})
export type BudgetLine = v.InferOutput<typeof budgetLine>
