import { taskStateLabel } from '@/locales/labels'
import { languageTag, t } from '@/locales/translate'
import type { CsvStyle, PlanWords } from '@/stores/taking-out'

/** The heads of the tables of a plan, in the reader's language. */
export const planWords = (): PlanWords => ({
  milestones: t('planOut.milestones'),
  links: t('planOut.links'),
  id: t('planOut.id'),
  number: t('planOut.number'),
  name: t('planOut.name'),
  kind: t('planOut.kind'),
  start: t('planOut.start'),
  finish: t('planOut.finish'),
  duration: t('planOut.duration'),
  predecessors: t('planOut.predecessors'),
  doers: t('planOut.doers'),
  owner: t('planOut.owner'),
  original: t('planOut.original'),
  changes: t('planOut.changes'),
  budget: t('planOut.budget'),
  actuals: t('planOut.actuals'),
  remaining: t('planOut.remaining'),
  landing: t('planOut.landing'),
  variance: t('planOut.variance'),
  progress: t('planOut.progress'),
  state: t('planOut.state'),
  phase: t('planOut.phase'),
  baseline: t('planOut.baseline'),
  forecast: t('planOut.forecast'),
  actual: t('planOut.actual'),
  imposed: t('planOut.imposed'),
  slip: t('planOut.slip'),
  margin: t('planOut.margin'),
  predecessor: t('planOut.predecessor'),
  successor: t('planOut.successor'),
  linkType: t('planOut.linkType'),
  lag: t('planOut.lag'),
  kinds: { phase: t('task.kind.phase'), task: t('task.kind.task'), milestone: t('planOut.milestone') },
  states: { open: taskStateLabel('open'), done: taskStateLabel('done') },
})

/** How spreadsheets of the reader's language part cells and decimals. */
export const csvStyle = (): CsvStyle =>
  languageTag.value.startsWith('fr') ? { delimiter: ';', decimal: ',' } : { delimiter: ',', decimal: '.' }
