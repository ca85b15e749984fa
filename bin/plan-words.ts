import type { PlanWords } from '@/files/table/plan-tables'
import desk from '@/locales/desk/fr.json'
import base from '@/locales/fr.json'

const fr = { ...base, ...desk }

/** The heads of the tables that the command writes. */
export const frenchWords: PlanWords = {
  milestones: fr['planOut.milestones'],
  links: fr['planOut.links'],
  id: fr['planOut.id'],
  number: fr['planOut.number'],
  name: fr['planOut.name'],
  kind: fr['planOut.kind'],
  start: fr['planOut.start'],
  finish: fr['planOut.finish'],
  duration: fr['planOut.duration'],
  predecessors: fr['planOut.predecessors'],
  doers: fr['planOut.doers'],
  owner: fr['planOut.owner'],
  original: fr['planOut.original'],
  changes: fr['planOut.changes'],
  budget: fr['planOut.budget'],
  actuals: fr['planOut.actuals'],
  remaining: fr['planOut.remaining'],
  landing: fr['planOut.landing'],
  variance: fr['planOut.variance'],
  progress: fr['planOut.progress'],
  state: fr['planOut.state'],
  phase: fr['planOut.phase'],
  baseline: fr['planOut.baseline'],
  forecast: fr['planOut.forecast'],
  actual: fr['planOut.actual'],
  imposed: fr['planOut.imposed'],
  slip: fr['planOut.slip'],
  margin: fr['planOut.margin'],
  predecessor: fr['planOut.predecessor'],
  successor: fr['planOut.successor'],
  linkType: fr['planOut.linkType'],
  lag: fr['planOut.lag'],
  kinds: { phase: fr['task.kind.phase'], task: fr['task.kind.task'], milestone: fr['planOut.milestone'] },
  states: { open: fr['task.state.open'], done: fr['task.state.done'] },
}
