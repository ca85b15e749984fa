import { days, mediumDay, percent } from '@/locales/format'
import { taskStateLabel } from '@/locales/labels'
import { t, type MessageKey } from '@/locales/translate'
import type {
  ChangedField,
  ColumnRole,
  FieldChange,
  ImportRefused,
  ImportStage,
  ProblemCode,
  RecognisedBy,
  TableFormat,
} from '@/stores/plan-import'

/** Codes of reading and comparing into words: a new code without words does not compile. */

export const ROLE_WORDS: Record<ColumnRole, MessageKey> = {
  skip: 'import.column.skip',
  name: 'import.column.name',
  number: 'import.column.number',
  level: 'import.column.level',
  id: 'import.column.id',
  uid: 'import.column.uid',
  start: 'import.column.start',
  finish: 'import.column.finish',
  duration: 'import.column.duration',
  'effort-days': 'import.column.effort-days',
  'effort-hours': 'import.column.effort-hours',
  milestone: 'import.column.milestone',
  kind: 'import.field.kind',
  predecessors: 'import.column.predecessors',
  resources: 'import.column.resources',
  owner: 'import.column.owner',
  imposed: 'import.column.imposed',
  progress: 'import.column.progress',
  remaining: 'import.column.remaining',
  priority: 'import.column.priority',
}

export const FIELD_WORDS: Record<ChangedField, MessageKey> = {
  name: 'import.column.name',
  parent: 'import.field.parent',
  kind: 'import.field.kind',
  starts_on: 'import.column.start',
  ends_on: 'import.column.finish',
  forecast_on: 'import.field.forecast',
  baseline_on: 'import.field.baseline',
  actual_on: 'import.field.actual',
  imposed_on: 'import.column.imposed',
  duration: 'import.column.duration',
  effort: 'import.field.effort',
  constraint_type: 'import.field.constraint',
  constraint_on: 'import.field.constraintDay',
  manual: 'import.field.manual',
  priority: 'import.column.priority',
  physical_progress: 'import.column.progress',
  state: 'import.field.state',
  owner: 'import.column.owner',
}

export const STAGE_WORDS: Record<ImportStage, MessageKey> = {
  reading: 'import.stage.reading',
  understanding: 'import.stage.understanding',
  comparing: 'import.stage.comparing',
}

export const BY_WORDS: Record<RecognisedBy, MessageKey> = {
  uid: 'import.by.uid',
  path: 'import.by.path',
  import: 'import.by.import',
  name: 'import.by.name',
}

const REFUSED_WORDS: Record<ImportRefused['code'], MessageKey> = {
  empty: 'import.refused.empty',
  'not-xml': 'import.refused.not-a-plan',
  'not-a-plan': 'import.refused.not-a-plan',
  doctype: 'import.refused.entities',
  encoding: 'import.refused.encoding',
  truncated: 'import.refused.truncated',
  malformed: 'import.refused.malformed',
  'too-deep': 'import.refused.malformed',
  'too-large': 'import.refused.too-large',
  'duplicate-id': 'import.refused.duplicate-id',
  binary: 'import.refused.binary',
  'too-many-parts': 'import.refused.bomb',
  bomb: 'import.refused.bomb',
  macro: 'import.refused.macro',
  'external-link': 'import.refused.external-link',
  encrypted: 'import.refused.encrypted',
  'old-excel': 'import.refused.old-excel',
  'binary-plan': 'import.refused.binary-plan',
  'open-document': 'import.refused.open-document',
  'not-a-workbook': 'import.refused.not-a-workbook',
  entities: 'import.refused.entities',
  damaged: 'import.refused.truncated',
}
export const refusedWords = ({ code }: ImportRefused) => t(REFUSED_WORDS[code])

export const PROBLEM_WORDS: Record<ProblemCode, MessageKey> = {
  'unread-day': 'import.problem.unread-day',
  'unread-amount': 'import.problem.unread-amount',
  'unread-share': 'import.problem.unread-share',
  'unread-yes': 'import.problem.unread-yes',
  'unread-kind': 'import.problem.unread-kind',
  'unread-link': 'import.problem.unread-link',
  'unknown-predecessor': 'import.problem.unknown-predecessor',
  'no-name': 'import.problem.no-name',
  'name-cut': 'import.problem.name-cut',
  'level-jump': 'import.problem.level-jump',
  'open-quote': 'import.problem.open-quote',
  'too-many-rows': 'import.problem.too-many-rows',
  'finish-first': 'import.problem.finish-first',
  'remaining-kept': 'import.problem.remaining-kept',
  'inactive-task': 'import.problem.inactive-task',
  'external-task': 'import.problem.external-task',
  'elapsed-duration': 'import.problem.elapsed-duration',
  'elapsed-lag': 'import.problem.elapsed-lag',
  'share-lag': 'import.problem.share-lag',
  'lag-too-long': 'import.problem.lag-too-long',
  'link-loop': 'import.problem.link-loop',
  'link-to-own': 'import.problem.link-to-own',
  'unknown-person': 'import.problem.unknown-person',
  'kind-kept': 'import.problem.kind-kept',
  'other-plan': 'import.problem.other-plan',
  'bad-date': 'import.problem.unread-day',
  'bad-duration': 'import.problem.unread-amount',
  'bad-lag': 'import.problem.bad-lag',
  'bad-link-type': 'import.problem.bad-link-type',
  'bad-constraint': 'import.problem.bad-constraint',
  'bad-outline': 'import.problem.level-jump',
  'bad-calendar': 'import.problem.bad-calendar',
  'no-uid': 'import.problem.no-uid',
  'null-task': 'import.problem.null-task',
  'dangling-link': 'import.problem.unknown-predecessor',
  'self-link': 'import.problem.link-to-own',
  'duplicate-link': 'import.problem.duplicate-link',
  cycle: 'import.problem.link-loop',
  'summary-link': 'import.problem.summary-link',
  'unknown-calendar': 'import.problem.bad-calendar',
  'calendar-cycle': 'import.problem.bad-calendar',
  'unknown-resource': 'import.problem.unknown-resource',
  'unknown-task': 'import.problem.unknown-task',
  'recurring-exception': 'import.problem.bad-calendar',
  'finish-before-start': 'import.problem.finish-first',
  'wrong-encoding': 'import.problem.wrong-encoding',
}

const KIND_WORDS: Record<string, MessageKey> = {
  phase: 'task.kind.phase',
  task: 'task.kind.task',
  milestone: 'task.kind.milestone',
}

const SEPARATOR_WORDS: Record<string, MessageKey> = {
  ';': 'import.separator.semicolon',
  ',': 'import.separator.comma',
  '\t': 'import.separator.tab',
  '|': 'import.separator.bar',
}

/** What was recognised, in one line. */
export function formatWords(format: TableFormat): string {
  if (format.kind === 'xlsx') return t('import.format.xlsx', { sheet: format.sheet })
  if (format.kind === 'paste') return t('import.format.paste')
  const separator = SEPARATOR_WORDS[format.separator]
  return t('import.format.csv', {
    separator: separator ? t(separator) : format.separator,
    encoding: format.encoding.toUpperCase(),
  })
}

const DAY_FIELDS: readonly ChangedField[] = [
  'starts_on',
  'ends_on',
  'forecast_on',
  'baseline_on',
  'actual_on',
  'imposed_on',
  'constraint_on',
]

/** A value of a field as people read it; a dash where there is none. */
export function valueWords(field: ChangedField, value: FieldChange['from']): string {
  if (value === null || value === '') return t('unknown')
  if (DAY_FIELDS.includes(field)) return mediumDay(String(value))
  if (field === 'effort' || field === 'duration')
    return value === 0 && field === 'duration' ? t('unknown') : days(Number(value))
  if (field === 'physical_progress') return percent(Number(value) / 1000)
  if (field === 'manual') return t(value ? 'import.yes' : 'import.no')
  if (field === 'kind') return t(KIND_WORDS[String(value)] ?? 'unknown')
  if (field === 'state') return taskStateLabel(value === 'done' ? 'done' : 'open')
  return String(value)
}
