import { computed } from 'vue'
import {
  byProgramme,
  sumOf,
  sumsOfItem,
  type Consolidation,
  type ConsolidatedLine,
  type ConsolidatedSums,
} from '@/domain/closing/consolidation'
import { driftBetween } from '@/domain/closing/drift'
import type { Closing, ClosingItem } from '@/schema/closing'
import { t } from '@/locales/translate'
import { useClosingLines } from '@/stores/consolidation'
import { useProjects } from '@/stores/projects'
import { figureText, type Figure, type Scope } from './consolidated-figures'

export interface Part {
  key: string
  name: string
  shown: string
  /** Where it opens into; null for what has no parts of its own. */
  scope: Scope | null
}

/** What a figure of a scope adds up: programmes, projects, or the lines of the project's closing. */
export function useConsolidatedParts(
  consolidation: () => Consolidation<Closing>,
  figure: () => Figure,
  scope: () => Scope,
) {
  const projects = useProjects()
  const projectOf = () => {
    const at = scope()
    return at.kind === 'project' || at.kind === 'line' ? at.project : ''
  }
  const linesOf = useClosingLines(projectOf)
  const line = computed(() => consolidation().lines.find((one) => one.project === projectOf()))
  const items = computed(() => (line.value ? linesOf(line.value.closing.id) : []))
  const before = computed(() => (line.value?.before ? linesOf(line.value.before.id) : []))
  const item = computed(() => {
    const at = scope()
    return at.kind === 'line' ? items.value.find((one) => one.task === at.task) : undefined
  })

  const nameOf = (project: string) => projects.projectById.get(project)?.name ?? ''
  const programmeName = (programme: string) => programme || t('consolidation.noProgramme')

  const about = computed(() => {
    const at = scope()
    if (at.kind === 'all') return t('consolidation.all')
    if (at.kind === 'programme') return programmeName(at.programme)
    return [nameOf(at.project), item.value?.name].filter(Boolean).join(' · ')
  })
  const sums = computed<ConsolidatedSums | null>(() => {
    const at = scope()
    if (at.kind === 'all') return consolidation().sums
    if (at.kind === 'programme') return sumOf(inProgramme(at.programme))
    if (at.kind === 'project') return line.value?.sums ?? null
    return item.value ? ofItem(item.value) : null
  })

  const inProgramme = (programme: string) => consolidation().lines.filter((one) => one.programme === programme)
  const ofItem = (one: ClosingItem) =>
    sumsOfItem(one, line.value?.before ? before.value.find(({ task }) => task === one.task) : undefined)

  const parts = computed<Part[]>(() => {
    const at = scope()
    if (at.kind === 'all')
      return byProgramme(consolidation().lines).map(({ programme, sums: own }) => ({
        key: programme,
        name: programmeName(programme),
        shown: figureText(own, figure()),
        scope: { kind: 'programme', programme },
      }))
    if (at.kind === 'programme') return inProgramme(at.programme).map(projectPart)
    // Of value earned, a closing keeps no more than the project's: its tasks have no PV of their own there.
    if (figure() === 'CPI' || figure() === 'SPI') return []
    if (figure() === 'drift') return at.kind === 'project' ? driftParts() : []
    return itemsUnder(at.kind === 'line' ? at.task : '').map(itemPart)
  })

  const projectPart = (one: ConsolidatedLine<Closing>): Part => ({
    key: one.project,
    name: nameOf(one.project),
    shown: figureText(one.sums, figure()),
    scope: { kind: 'project', project: one.project },
  })

  const known = computed(() => new Set<string>(items.value.map(({ task }) => task)))
  const itemsUnder = (parent: string) =>
    items.value
      .filter((one) => one.kind !== 'milestone' && (known.value.has(one.parent) ? one.parent : '') === parent)
      .toSorted((a, b) => a.position - b.position)

  const itemPart = (one: ClosingItem): Part => ({
    key: one.task,
    name: one.name,
    shown: figureText(ofItem(one), figure()),
    scope: { kind: 'line', project: projectOf(), task: one.task },
  })

  /** Tasks that moved alone, the largest first, with those that are gone. */
  const driftParts = (): Part[] =>
    line.value?.before
      ? driftBetween(before.value, items.value)
          .tasks.filter(({ drift }) => drift !== 0)
          .map((one) => ({
            key: one.task,
            name: one.name,
            shown: figureText({ ...line.value!.sums, drift: one.drift }, 'drift'),
            scope: one.kind === 'gone' ? null : { kind: 'line', project: projectOf(), task: one.task },
          }))
      : []

  return { about, sums, parts, line }
}
