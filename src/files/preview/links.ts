import { dependencyId } from '@/domain/identity/derived-id'
import { networkOf } from '@/domain/schedule/network'
import type { Dependency } from '@/schema/dependency'
import type { RecordId } from '@/schema/brands'
import type { DraftLink, ProblemCode } from './draft'
import type { AbsentLink, LinkChange } from './preview'

interface Ends {
  project: string
  /** The id of a task of the draft. */
  idOf: (key: string) => string
  nameOf: (id: string) => string
  /** Every task once the file is applied, with its parent. */
  tree: readonly { id: string; parent: string }[]
  /** Tasks that the file has. */
  inFile: ReadonlySet<string>
  tell: (code: ProblemCode, at: string, text?: string) => void
}

/** Links of the file against those of the project. What would close a loop is told and left out: it could not be sequenced. */
export function linkChanges(
  drafts: readonly DraftLink[],
  present: readonly Dependency[],
  ends: Ends,
): { links: LinkChange[]; absentLinks: AbsentLink[] } {
  const { project, idOf, nameOf, inFile } = ends
  const known = new Map<string, Dependency>(present.map((link) => [link.id, link]))
  const said = new Set<string>()
  const links: LinkChange[] = []
  for (const { predecessor, successor, type, lag } of drafts) {
    const [from, to] = [idOf(predecessor), idOf(successor)]
    const id = dependencyId(from, to)
    if (said.has(id)) continue
    said.add(id)
    const before = known.get(id) ?? null
    if (before && before.type === type && before.lag === lag) continue
    links.push({
      id,
      from: nameOf(from),
      to: nameOf(to),
      fields: { project, predecessor: from, successor: to, type, lag } as LinkChange['fields'],
      before: before && { type: before.type, lag: before.lag },
    })
  }
  const absentLinks = present
    .filter(({ id, predecessor, successor }) => !said.has(id) && inFile.has(predecessor) && inFile.has(successor))
    .map((row) => ({ from: nameOf(row.predecessor), to: nameOf(row.successor), row }))
  return { links: withoutLoops(links, present, ends), absentLinks }
}

/** More loops than that is no plan: its new links are left out together. */
const MOST_LOOPS = 100

function withoutLoops(
  links: readonly LinkChange[],
  present: readonly Dependency[],
  { tree, nameOf, tell }: Ends,
): LinkChange[] {
  const known = new Set<string>(tree.map(({ id }) => id))
  const activities = tree.map(({ id, parent }) => ({ id, duration: 0, ...(known.has(parent) && { parent }) }))
  const standing = present.map(({ predecessor, successor }) => relation(predecessor, successor))
  let kept = links.filter(({ fields }) => {
    const isOwn = fields.predecessor === fields.successor
    if (isOwn) tell('link-to-own', nameOf(fields.successor))
    return !isOwn
  })
  for (let loops = 0; ; loops++) {
    const added = kept
      .filter(({ before }) => !before)
      .map(({ fields }) => relation(fields.predecessor, fields.successor))
    const built = networkOf(activities, [...standing, ...added])
    if (!('problem' in built) || built.problem.code !== 'cycle') return kept
    const path = new Set(built.problem.path)
    const closing = kept.findLast(
      ({ before, fields }) => !before && path.has(fields.predecessor) && path.has(fields.successor),
    )
    tell('link-loop', closing ? closing.to : '', built.problem.path.map(nameOf).join(' → '))
    // The loop was there before the file came: it is told, and none of the file's links makes it.
    if (!closing) return kept
    kept = loops < MOST_LOOPS ? kept.filter((link) => link !== closing) : kept.filter(({ before }) => before)
  }
}

const relation = (pred: RecordId | string, succ: RecordId | string) => ({ pred, succ, type: 'FS' as const, lag: 0 })
