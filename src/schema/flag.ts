import * as v from 'valibot'
import { isoDay, line, optionalId, recordId } from './brands'

export const FLAG_KINDS = ['risk', 'issue', 'need'] as const
export const SEVERITIES = ['low', 'medium', 'high'] as const
export const FLAG_STATES = ['new', 'risk', 'issue', 'action', 'closed'] as const
export const FLAG_SENTENCE_MAX = 1000
export const FLAG_PHOTOS_MAX = 6

/** What somebody in the field saw: one sentence, a severity, photos; triaged later. */
export const flag = v.looseObject({
  id: recordId,
  project: recordId,
  task: optionalId,
  author: recordId,
  day: isoDay,
  kind: v.picklist(FLAG_KINDS),
  severity: v.picklist(SEVERITIES),
  sentence: v.pipe(line(FLAG_SENTENCE_MAX), v.minLength(1, 'required')),
  /** Ids of the attachments announced with it: the file may still be on the phone. */
  photos: v.pipe(v.array(recordId), v.maxLength(FLAG_PHOTOS_MAX, 'max')),
  state: v.picklist(FLAG_STATES),
  /** What the triage decided, in words that its author will read. */
  answer: line(1000),
})
export type Flag = v.InferOutput<typeof flag>
