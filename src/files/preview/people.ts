import { assignmentId } from '@/domain/identity/derived-id'
import type { Assignment } from '@/schema/assignment'
import type { DraftAssignment } from './draft'
import type { PresentPlan } from './present'
import type { AssignmentChange, Preview } from './preview'

/** Accents, case and the order of first and last name aside. */
const plainName = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter(Boolean)
    .toSorted()
    .join(' ')

/** Finds members by e-mail, else by a name that only one of them has. Undefined = nobody known. */
export function finderOf(people: PresentPlan['people']): (written: string) => string | undefined {
  const found = new Map<string, string | undefined>()
  for (const { id, name, email } of people) {
    const plain = plainName(name)
    found.set(plain, found.has(plain) ? undefined : id)
    if (email) found.set(email.toLowerCase(), id)
  }
  return (written) => found.get(written.trim().toLowerCase()) ?? found.get(plainName(written))
}

interface Staffing {
  idOf: (key: string) => string
  nameOf: (task: string) => string
  /** Whether effort may stand there. */
  isWork: (task: string) => boolean
  personOf: (user: string) => string
  find: (written: string) => string | undefined
}

/** Who the file puts on what, for those that are members; the others are named with how many tasks they are on. */
export function assignmentChanges(
  drafts: readonly DraftAssignment[],
  present: readonly Assignment[],
  { idOf, nameOf, isWork, personOf, find }: Staffing,
): Pick<Preview, 'people' | 'unknownPeople'> {
  const known = new Map<string, Assignment>(present.map((one) => [one.id, one]))
  const found = new Map<string, AssignmentChange>()
  const unknown = new Map<string, number>()
  for (const { task: key, person, effort, isShare = false } of drafts) {
    const user = find(person)
    const task = idOf(key)
    if (user === undefined) unknown.set(person, (unknown.get(person) ?? 0) + 1)
    if (user === undefined || !isWork(task)) continue
    const id = assignmentId(task, { user })
    const before = known.get(id)?.effort ?? null
    // Some tools split the work of a person on a task into several lines.
    const said = isShare ? (before ?? effort) : effort
    const sum = Math.min(10_000_000, said + (found.get(id)?.effort ?? 0))
    found.set(id, { id, task, user, taskName: nameOf(task), person: personOf(user), effort: sum, before })
  }
  return {
    people: [...found.values()].filter(({ effort, before }) => effort !== before),
    unknownPeople: [...unknown].map(([name, tasks]) => ({ name: name.slice(0, 120), tasks })),
  }
}
