import { describe, expect, it } from 'vitest'
import { readCsv } from '@/files/csv/read'
import { planOf } from '@/files/msproject/from-records'
import { readPlan } from '@/files/msproject/read'
import { writePlan } from '@/files/msproject/write'
import { comparePlan } from '@/files/preview/compare'
import { draftOfPlan } from '@/files/preview/draft-of-plan'
import { writesOf } from '@/files/preview/writes'
import { guessMapping } from '@/files/table/columns'
import { draftOfTable } from '@/files/table/draft-of-table'
import { aDependency, anId, aTask } from '@tests/builders/records'
import { after, bytes, project, read, task, tasks } from '../msproject/plan-files'
import { applied, EVERYTHING, nobody, PROJECT, WHO } from './worlds'

function draftOf(xml: string) {
  const { plan, warnings } = read(xml)
  return draftOfPlan(plan, warnings)
}

function tableDraft(text: string, change: Partial<ReturnType<typeof guessMapping>> = {}) {
  const table = readCsv(bytes(text))
  return draftOfTable(table, { ...guessMapping(table), ...change }, { hours: 7 })
}

describe('a plan of MS Project in the terms of the app', () => {
  it('days are the days worked: a finish at midnight is the evening before, a milestone stands on its day', () => {
    const draft = draftOf(
      project(
        `<Tasks>${task(1, 24, '<Start>2025-01-30T00:00:00</Start><Finish>2025-01-31T00:00:00</Finish>')}${task(2, 0, '<Start>2025-01-31T00:00:00</Start><Finish>2025-01-31T00:00:00</Finish>')}</Tasks>`,
        '<MinutesPerDay>1440</MinutesPerDay><StartDate>2025-01-30T00:00:00</StartDate>',
      ),
    )
    expect(
      draft.tasks.map(({ kind, fields }) => [
        kind,
        fields.starts_on,
        fields.ends_on,
        fields.duration,
        fields.forecast_on,
      ]),
    ).toEqual([
      ['task', '2025-01-30', '2025-01-30', 1000, undefined],
      ['milestone', undefined, undefined, undefined, '2025-01-31'],
    ])
  })

  it('task 0, inactive and outside tasks are left out, with what is below them, and told', () => {
    const draft = draftOf(
      tasks(
        task(0, 8, '<OutlineLevel>0</OutlineLevel>'),
        task(1, 8, '<Active>0</Active>'),
        task(2, 8, '<OutlineLevel>2</OutlineLevel>'),
        task(3, 8, '<ExternalTask>1</ExternalTask>'),
        task(4, 8, after(1)),
      ),
    )
    expect(draft.tasks.map(({ name }) => name)).toEqual(['T4'])
    expect(draft.links).toEqual([])
    expect(draft.problems.map(({ code, at }) => [code, at])).toEqual([
      ['inactive-task', 'T1'],
      ['external-task', 'T3'],
    ])
  })

  it('lags come as working days: calendar lags and shares are converted and told', () => {
    const draft = draftOf(
      tasks(
        task(1, 40),
        task(2, 8, after(1, 1, 9600)),
        task(3, 8, after(1, 3, 100_800, 8)),
        task(4, 8, after(1, 1, 50, 19)),
        task(5, 8, after(1, 1, -4800)),
      ),
    )
    expect(draft.links.map(({ type, lag }) => [type, lag])).toEqual([
      ['FS', 2000],
      ['SS', 5000],
      ['FS', 2500],
      ['FS', -1000],
    ])
    expect(draft.problems.map(({ code }) => code)).toEqual(['elapsed-lag', 'share-lag'])
  })

  it('a link that holds the finish of a phase is told: it would hold nothing', () => {
    const { warnings } = read(tasks(task(1, 8), task(2, 8, after(1, 0)), task(3, 8, '<OutlineLevel>2</OutlineLevel>')))
    expect(warnings).toEqual([{ code: 'summary-link', uid: '2', text: '1 FF' }])
  })

  it('people and their work come from resources with a name; materials and nobody in particular do not', () => {
    const person = (uid: number, name: string, type = 1) =>
      `<Resource><UID>${uid}</UID><ID>${uid}</ID>${name && `<Name>${name}</Name>`}<Type>${type}</Type></Resource>`
    const put = (uid: number, resource: number) =>
      `<Assignment><UID>${uid}</UID><TaskUID>1</TaskUID><ResourceUID>${resource}</ResourceUID><Work>PT16H0M0S</Work></Assignment>`
    const draft = draftOf(
      project(
        `<Tasks>${task(1, 40)}</Tasks><Resources>${person(0, '')}${person(1, 'Anna')}${person(2, 'Béton', 0)}</Resources><Assignments>${put(1, 1)}${put(2, 2)}${put(3, -65_535)}${put(4, 0)}</Assignments>`,
      ),
    )
    expect(draft.assignments).toEqual([{ task: '1', person: 'Anna', effort: 2000 }])
    expect(draft.problems).toEqual([])
  })

  it('the plan of the app goes out and comes back without a change', () => {
    const ofProject = (fields: Parameters<typeof aTask>[0]) => aTask({ project: PROJECT, ...fields })
    const phase = ofProject({ id: anId('p'), kind: 'phase', name: 'Lot', original_effort: 0, external_uid: '7' })
    const one = ofProject({
      id: anId('a'),
      parent: phase.id,
      name: 'Étude',
      starts_on: '2026-11-23',
      ends_on: '2026-11-27',
      imposed_on: '2026-12-18',
      priority: 700,
      constraint_type: 'FNLT',
      constraint_on: '2026-12-11',
      external_uid: '8',
    })
    const two = ofProject({
      id: anId('b'),
      parent: phase.id,
      position: 2,
      name: 'Étude',
      starts_on: '2026-11-30',
      ends_on: '2026-12-04',
      approved_change: 2500,
      physical_progress: 400,
      manual: true,
      external_uid: '9',
    })
    const done = ofProject({
      id: anId('c'),
      kind: 'milestone',
      position: 3,
      name: 'Permis',
      original_effort: 0,
      forecast_on: '2026-12-07',
      actual_on: '2026-12-07',
      state: 'done',
      external_uid: '10',
    })
    const all = [phase, one, two, done]
    const links = [aDependency({ project: PROJECT, predecessor: one.id, successor: two.id, type: 'SS', lag: 1500 })]
    const { plan, warnings } = readPlan(
      bytes(writePlan(planOf({ name: 'P', starts_on: '2026-11-23', tasks: all, dependencies: links }))),
    )
    const preview = comparePlan(draftOfPlan(plan, warnings), { ...nobody, tasks: all, dependencies: links })
    expect([preview.added, preview.changed.map(({ changes }) => changes), preview.links, preview.problems]).toEqual([
      [],
      [],
      [],
      [],
    ])
    expect(preview.unchanged).toHaveLength(4)
  })
})

describe('a table in the terms of the app', () => {
  it('levels come from WBS numbers, from levels, or from indents; what has lines below it is a phase', () => {
    const parents = (text: string) => tableDraft(text).tasks.map(({ name, parent, kind }) => [name, parent, kind])
    const expected = [
      ['Lot', '', 'phase'],
      ['Étude', '2', 'task'],
      ['Pose', '2', 'task'],
      ['Recette', '', 'task'],
    ]
    expect(parents('WBS;Nom\n1;Lot\n1.1;Étude\n1.2;Pose\n2;Recette')).toEqual(expected)
    expect(parents('Niveau;Nom\n1;Lot\n2;Étude\n2;Pose\n1;Recette')).toEqual(expected)
    expect(parents('Nom;Durée\nLot;\n  Étude;1\n  Pose;1\nRecette;1')).toEqual(expected)
  })

  it('predecessors mean the row number, else the WBS number, else the line', () => {
    const links = (text: string) =>
      tableDraft(text).links.map(({ predecessor, successor, lag }) => [predecessor, successor, lag])
    expect(links('N°;Nom;Prédécesseurs\n10;A;\n20;B;10FD+2j')).toEqual([['2', '3', 2000]])
    expect(links('WBS;Nom;Predecessors\n1;A;\n2;B;1SS')).toEqual([['2', '3', 0]])
    expect(links('Nom;Durée;Prédécesseurs\nA;4 j;\nB;1 j;1FD+50%')).toEqual([['2', '3', 2000]])
  })

  it("hours are the organisation's, an effort is shared among its people, a duration of nothing is a milestone", () => {
    const draft = tableDraft('Nom;Durée;Travail;Noms ressources\nA;5 j;14 h;Anna;\nB;0;;\nC;1 j;3 j;Anna[50%], Bruno')
    expect(draft.tasks.map(({ kind, effort }) => [kind, effort])).toEqual([
      ['task', 2000],
      ['milestone', null],
      ['task', 3000],
    ])
    expect(draft.assignments).toEqual([
      { task: '2', person: 'Anna', effort: 2000, isShare: true },
      { task: '4', person: 'Anna', effort: 1500, isShare: true },
      { task: '4', person: 'Bruno', effort: 1500, isShare: true },
    ])
  })

  it('threat 37: each cell that can not be read is told with its line, and the rest is read', () => {
    const draft = tableDraft(
      'Nom;Début;Fin;Charge (j);% achevé;Prédécesseurs;RAF\nA;30/02/2026;23/11/2026;beaucoup;140;99FD;3\n;23/11/2026;;;;;\nB;27/11/2026;23/11/2026;1;;ici;',
    )
    expect(draft.tasks.map(({ name }) => name)).toEqual(['A', 'B'])
    expect(draft.problems.map(({ code, at, text }) => [code, at, text])).toEqual([
      ['remaining-kept', '', ''],
      ['unread-day', '2', '30/02/2026'],
      ['unread-amount', '2', 'beaucoup'],
      ['unread-share', '2', '140'],
      ['no-name', '3', ''],
      ['finish-first', '4', '27/11/2026 > 23/11/2026'],
      ['unknown-predecessor', 'A', '99'],
      ['unread-link', 'B', 'ici'],
    ])
  })

  it('threat 38: a table again has nothing to do, with a row put between and one renamed it has just these', () => {
    const first = tableDraft('WBS;Nom;Charge (j)\n1;Lot;\n1.1;Étude;5\n1.2;Pose;3')
    const present = applied(nobody, writesOf(comparePlan(first, nobody), EVERYTHING, WHO).writes)
    expect(comparePlan(tableDraft('WBS;Nom;Charge (j)\n1;Lot;\n1.1;Étude;5\n1.2;Pose;3'), present)).toMatchObject({
      added: [],
      changed: [],
    })
    const next = comparePlan(
      tableDraft('WBS;Nom;Charge (j)\n1;Lot;\n1.1;Étude;6\n1.2;Livraison;1\n1.3;Pose;3'),
      present,
    )
    expect(next.added.map(({ name }) => name)).toEqual(['Livraison'])
    expect(next.changed.map(({ name, changes }) => [name, changes.map(({ field }) => field)])).toEqual([
      ['Étude', ['effort']],
    ])
  })
})
