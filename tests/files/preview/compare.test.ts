import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PresentPlan } from '@/files/preview/present'
import { comparePlan } from '@/files/preview/compare'
import type { DraftTask } from '@/files/preview/draft'
import { isNothingToDo } from '@/files/preview/preview'
import { writesOf, type ImportChoices } from '@/files/preview/writes'
import { dependencyId } from '@/domain/identity/derived-id'
import { aTask, anAssignment, anId } from '@tests/builders/records'
import { aDependency } from '@tests/builders/records'
import { aDraft, aDraftTask, applied, EVERYTHING, nobody, PROJECT, WHO } from './worlds'

const ofProject = (fields: Parameters<typeof aTask>[0]) => aTask({ project: PROJECT, ...fields })
const day = (text: string) => text as NonNullable<DraftTask['fields']['starts_on']>

/** Outlines of any shape: each task below one of those before it, names that repeat, some with a number of their tool. */
const outline = fc
  .array(
    fc.record({
      below: fc.nat(),
      name: fc.constantFrom('Étude', 'Travaux', 'Recette', 'Lot', 'Pose'),
      hasUid: fc.boolean(),
      days: fc.nat(30),
      effort: fc.option(fc.nat(20)),
    }),
    { maxLength: 14 },
  )
  .map((rows) => {
    const tasks = rows.map((row, index): DraftTask => {
      const parent = row.below % (index + 1)
      return aDraftTask(String(index + 1), {
        name: row.name,
        uid: row.hasUid ? String(index + 1) : '',
        parent: parent === 0 ? '' : String(parent),
        fields: { starts_on: day('2026-11-23'), ends_on: day(`2026-12-${String(1 + row.days).padStart(2, '0')}`) },
        effort: row.effort === null ? null : row.effort * 1000,
      })
    })
    const parents = new Set(tasks.map(({ parent }) => parent))
    for (const one of tasks) if (parents.has(one.key)) Object.assign(one, { kind: 'phase', fields: {}, effort: null })
    // As files have it: children right behind their parent.
    const inOrder: DraftTask[] = []
    const visit = (parent: string) =>
      tasks.filter((one) => one.parent === parent).forEach((one) => (inOrder.push(one), visit(one.key)))
    visit('')
    return inOrder
  })
const links = fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 10 })
const choices: fc.Arbitrary<ImportChoices> = fc.record({
  added: fc.boolean(),
  changed: fc.boolean(),
  removed: fc.boolean(),
  links: fc.boolean(),
  removedLinks: fc.boolean(),
  people: fc.boolean(),
  baseline: fc.constantFrom('', 'B'),
})

function draftFrom(tasks: DraftTask[], pairs: readonly [number, number][]) {
  const ends = pairs.flatMap(([a, b]) =>
    tasks[a] && tasks[b] ? [{ predecessor: tasks[a].key, successor: tasks[b].key, type: 'FS' as const, lag: 0 }] : [],
  )
  return aDraft(structuredClone(tasks), { links: ends })
}

describe('a file against the project', () => {
  it('threat 38: the same file again has nothing to do, and makes nothing twice', () => {
    fc.assert(
      fc.property(outline, links, (tasks, pairs) => {
        const draft = draftFrom(tasks, pairs)
        const after = applied(nobody, writesOf(comparePlan(draft, nobody), EVERYTHING, WHO).writes)
        expect(after.tasks).toHaveLength(tasks.length)
        const again = comparePlan(draft, after)
        expect([again.added, again.changed, again.absent, again.links, again.absentLinks, again.people]).toEqual([
          [],
          [],
          [],
          [],
          [],
          [],
        ])
        expect(isNothingToDo(again)).toBe(true)
        expect(writesOf(again, EVERYTHING, WHO).writes).toEqual([])
      }),
    )
  })

  it('two devices that import one file make one project of it', () => {
    fc.assert(
      fc.property(outline, (tasks) => {
        const ids = () =>
          writesOf(comparePlan(aDraft(structuredClone(tasks)), nobody), EVERYTHING, WHO).writes.map(({ id }) => id)
        expect(ids()).toEqual(ids())
        expect(new Set(ids()).size).toBe(tasks.length)
      }),
    )
  })

  it('whatever is chosen of any file over any project can be applied, and taken back to the letter', () => {
    fc.assert(
      fc.property(outline, links, outline, links, choices, fc.nat(5), (was, wasLinks, tasks, pairs, chosen, busy) => {
        const start = applied(nobody, writesOf(comparePlan(draftFrom(was, wasLinks), nobody), EVERYTHING, WHO).writes)
        const present: PresentPlan = { ...start, withTime: start.tasks.slice(0, busy).map(({ id }) => id) }
        const preview = comparePlan(draftFrom(tasks, pairs), present)
        const { writes, back } = writesOf(preview, chosen, WHO)
        const after = applied(present, writes)
        // Time is never let go of.
        for (const id of present.withTime) expect(after.tasks.some((one) => one.id === id)).toBe(true)
        const again = applied(after, back)
        const rows = (plan: PresentPlan) =>
          plan.tasks
            .map((one) => ({ duration: 0, priority: 0, manual: false, owner: '', ...one }))
            .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        expect(rows(again)).toEqual(rows(present))
        expect(again.dependencies.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          present.dependencies.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        )
      }),
    )
  })

  it('nothing is written that was not chosen', () => {
    fc.assert(
      fc.property(outline, links, outline, (was, pairs, tasks) => {
        const present = applied(nobody, writesOf(comparePlan(draftFrom(was, pairs), nobody), EVERYTHING, WHO).writes)
        const none: ImportChoices = {
          added: false,
          changed: false,
          removed: false,
          links: false,
          removedLinks: false,
          people: false,
          baseline: '',
        }
        expect(writesOf(comparePlan(draftFrom(tasks, []), present), none, WHO).writes).toEqual([])
      }),
    )
  })
})

describe('how a task is recognised', () => {
  const phase = ofProject({ id: anId('phase'), kind: 'phase', name: 'Lot 1', original_effort: 0 })
  const task = ofProject({
    id: anId('a'),
    name: 'Étude',
    external_uid: '7',
    parent: phase.id,
    starts_on: '2026-11-23',
    ends_on: '2026-11-27',
  })
  const present: PresentPlan = { ...nobody, tasks: [phase, task] }
  const lot = aDraftTask('1', { kind: 'phase', name: 'Lot 1', uid: '' })

  it("by the number of the file's tool, whatever its name and place have become", () => {
    const preview = comparePlan(aDraft([lot, aDraftTask('7', { name: 'Étude de sol' })]), present)
    expect(preview.changed).toMatchObject([
      {
        id: task.id,
        by: 'uid',
        changes: [
          { field: 'name', from: 'Étude', to: 'Étude de sol' },
          { field: 'parent', from: 'Lot 1', to: '' },
        ],
      },
    ])
    expect(preview.added).toEqual([])
  })

  it('else by its place and name, else by a name that both sides have once', () => {
    const by = (parent: string) =>
      comparePlan(
        aDraft([lot, aDraftTask('8', { uid: '', parent, name: ' étude ', effort: 12_000 })]),
        present,
      ).changed.find(({ id }) => id === task.id)?.by
    expect(by('1')).toBe('path')
    expect(by('')).toBe('name')
  })

  it('numbers of another plan say nothing, and that is told', () => {
    const tasks = Array.from({ length: 6 }, (_, index) =>
      ofProject({ id: anId(`t${index}`), name: `Ici ${index}`, external_uid: String(index + 1) }),
    )
    const other = Array.from({ length: 6 }, (_, index) => aDraftTask(String(index + 1), { name: `Ailleurs ${index}` }))
    const preview = comparePlan(aDraft(other), { ...nobody, tasks })
    expect(preview.changed).toEqual([])
    expect(preview.added).toHaveLength(6)
    expect(preview.problems).toEqual([{ code: 'other-plan', at: '', text: '' }])
  })
})

describe('threat 39: renamed, moved, deleted since the last import, with time', () => {
  const phase = ofProject({ id: anId('phase'), kind: 'phase', name: 'Lot 1', external_uid: '1', original_effort: 0 })
  const worked = ofProject({
    id: anId('a'),
    name: 'Étude',
    external_uid: '2',
    parent: phase.id,
    starts_on: '2026-11-23',
    ends_on: '2026-11-27',
  })
  const free = ofProject({ id: anId('b'), name: 'Recette', external_uid: '3', parent: phase.id })
  const present: PresentPlan = { ...nobody, tasks: [phase, worked, free], withTime: [worked.id] }
  const lot = aDraftTask('1', { kind: 'phase', name: 'Lot 1' })

  it('what is not in the file stays unless asked; what has time stays whatever is asked, and what it stands below too', () => {
    const preview = comparePlan(aDraft([aDraftTask('9', { name: 'Nouveau' })]), present)
    expect(preview.absent.map(({ name, kept }) => [name, kept])).toEqual([
      ['Lot 1', 'below'],
      ['Étude', 'time'],
      ['Recette', ''],
    ])
    const deleted = (removed: boolean) =>
      writesOf(preview, { ...EVERYTHING, removed }, WHO)
        .writes.filter(({ op }) => op === 'delete')
        .map(({ id }) => id)
    expect(deleted(false)).toEqual([])
    expect(deleted(true)).toEqual([free.id])
  })

  it('the effort of a task with time changes as a change order, before as the estimate; both are shown as what is allowed', () => {
    const effort = (has: boolean) =>
      comparePlan(aDraft([lot, aDraftTask('2', { parent: '1', name: 'Étude', effort: 14_000 })]), {
        ...present,
        withTime: has ? [worked.id] : [],
      }).changed[0]!
    expect(effort(true)).toMatchObject({
      changes: [{ field: 'effort', from: 10_000, to: 14_000 }],
      fields: { approved_change: 4000 },
    })
    expect(effort(false).fields).toEqual({ original_effort: 14_000 })
  })

  it('a task with time stays a task where the file makes a phase or a milestone of it, and that is told', () => {
    const preview = comparePlan(
      aDraft([lot, aDraftTask('2', { parent: '1', name: 'Étude', kind: 'phase' }), aDraftTask('4', { parent: '2' })]),
      present,
    )
    expect(preview.changed).toEqual([])
    expect(preview.problems).toMatchObject([{ code: 'kind-kept', at: 'Étude' }])
  })

  it('changed days are shown old and new, field by field, and nothing else is touched', () => {
    const preview = comparePlan(
      aDraft([
        lot,
        aDraftTask('2', {
          parent: '1',
          name: 'Étude',
          fields: { starts_on: day('2026-11-23'), ends_on: day('2026-12-01') },
        }),
      ]),
      present,
    )
    expect(preview.changed[0]!.changes).toEqual([{ field: 'ends_on', from: '2026-11-27', to: '2026-12-01' }])
    expect(writesOf(preview, EVERYTHING, WHO).writes).toEqual([
      { op: 'patch', coll: 'tasks', id: worked.id, scope: PROJECT, fields: { ends_on: '2026-12-01' } },
    ])
  })
})

describe('links, people, the baseline', () => {
  const [a, b] = [
    ofProject({ id: anId('a'), name: 'A', external_uid: '1', position: 1 }),
    ofProject({ id: anId('b'), name: 'B', external_uid: '2', position: 2 }),
  ]
  const anna = { id: anId('anna') as string, name: 'Anna Lefèvre', email: 'anna@example.org' }
  const present: PresentPlan = { ...nobody, tasks: [a, b], people: [anna] }
  const both = [aDraftTask('1', { name: 'A' }), aDraftTask('2', { name: 'B' })]

  it('a new link is added, a changed one changed, one that the file lacks stays unless asked', () => {
    const link = aDependency({ project: PROJECT, predecessor: a.id, successor: b.id })
    const with_ = { ...present, dependencies: [link] }
    const said = (type: 'FS' | 'SS') => aDraft(both, { links: [{ predecessor: '1', successor: '2', type, lag: 2000 }] })
    expect(comparePlan(said('SS'), present).links).toMatchObject([
      { from: 'A', to: 'B', before: null, fields: { type: 'SS', lag: 2000 } },
    ])
    expect(comparePlan(said('SS'), with_).links).toMatchObject([{ id: link.id, before: { type: 'FS', lag: 0 } }])
    const gone = comparePlan(aDraft(both), with_)
    expect(gone.absentLinks).toHaveLength(1)
    expect(writesOf(gone, EVERYTHING, WHO).writes).toEqual([])
    expect(writesOf(gone, { ...EVERYTHING, removedLinks: true }, WHO).writes).toMatchObject([
      { op: 'delete', id: dependencyId(a.id, b.id) },
    ])
  })

  it('a link that closes a loop, with the links of the project or within the file, is told and left out', () => {
    const link = aDependency({ project: PROJECT, predecessor: b.id, successor: a.id })
    const preview = comparePlan(aDraft(both, { links: [{ predecessor: '1', successor: '2', type: 'FS', lag: 0 }] }), {
      ...present,
      dependencies: [link],
    })
    expect(preview.links).toEqual([])
    expect(preview.problems).toMatchObject([{ code: 'link-loop', at: 'B' }])
  })

  it('people are known by name, whatever its order and accents, or by e-mail; others are named', () => {
    const preview = comparePlan(
      aDraft(both, {
        assignments: [
          { task: '1', person: 'LEFEVRE Anna', effort: 3000 },
          { task: '2', person: 'anna@example.org', effort: 1000 },
          { task: '2', person: 'Sous-traitant', effort: 1000 },
        ],
      }),
      { ...present, assignments: [anAssignment({ project: PROJECT, task: a.id, user: anna.id })] },
    )
    expect(preview.people.map(({ taskName, person, effort, before }) => [taskName, person, effort, before])).toEqual([
      ['A', 'Anna Lefèvre', 3000, 5000],
      ['B', 'Anna Lefèvre', 1000, null],
    ])
    expect(preview.unknownPeople).toEqual([{ name: 'Sous-traitant', tasks: 1 }])
  })

  it("the file's baseline is offered once", () => {
    const draft = aDraft(both, {
      baseline: { items: [{ task: '1', starts_on: '2026-11-02', ends_on: '2026-11-06', effort: 5000 }] },
    })
    const { writes } = writesOf(comparePlan(draft, present), EVERYTHING, WHO)
    expect(writes.map(({ coll, fields }) => [coll, fields['name']])).toEqual([
      ['baselines', 'Of the file'],
      ['baseline_items', 'A'],
    ])
    expect(comparePlan(draft, applied(present, writes)).baseline).toBeNull()
  })

  it('what is new takes its place between its neighbours of the file, and the order that people made stays', () => {
    const names = (plan: PresentPlan) => plan.tasks.toSorted((x, y) => x.position - y.position).map(({ name }) => name)
    const draft = aDraft([both[0]!, aDraftTask('3', { name: 'Entre' }), both[1]!, aDraftTask('4', { name: 'Fin' })])
    expect(names(applied(present, writesOf(comparePlan(draft, present), EVERYTHING, WHO).writes))).toEqual([
      'A',
      'Entre',
      'B',
      'Fin',
    ])
    const turned = { ...present, tasks: [{ ...a, position: 9 }, b] }
    expect(names(applied(turned, writesOf(comparePlan(draft, turned), EVERYTHING, WHO).writes))).toEqual([
      'B',
      'A',
      'Entre',
      'Fin',
    ])
  })
})
