import { describe, expect, it } from 'vitest'
import { loadPlanFiles, UnreadablePlan } from '@/files'
import { aDependency, anAssignment, anId, aTask } from '@tests/builders/records'
import { bytes } from './plan-files'

const project = anId('project')
const task = (name: string, fields: object = {}) => aTask({ id: anId(name), name, ...fields })

describe('the plan of the app as MS Project XML', () => {
  it('is read back with its outline, days, links, people and imposed dates', async () => {
    const { planOf, readPlan, writePlan } = await loadPlanFiles()
    const plan = planOf({
      name: 'Passerelle <nord> & sud',
      starts_on: '2026-11-23',
      tasks: [
        task('deck', {
          parent: anId('build'),
          position: 2,
          duration: 2000,
          starts_on: '2026-11-30',
          ends_on: '2026-12-01',
          external_uid: '7',
        }),
        task('build', { kind: 'phase' }),
        task('piles', {
          parent: anId('build'),
          position: 1,
          state: 'done',
          starts_on: '2026-11-23',
          ends_on: '2026-11-27',
        }),
        task('over', { kind: 'milestone', position: 3, forecast_on: '2026-12-02', imposed_on: '2026-12-05' }),
      ],
      dependencies: [aDependency({ project, predecessor: anId('piles'), successor: anId('deck'), lag: 500 })],
      people: [{ id: anId('anna'), name: 'Anna' }],
      assignments: [anAssignment({ project, task: anId('deck'), user: anId('anna'), effort: 1500 })],
    })
    const again = readPlan(bytes(writePlan(plan)))
    expect(again.warnings).toEqual([])
    expect(again.plan.project.name).toBe('Passerelle <nord> & sud')
    expect(
      again.plan.tasks.map(({ uid, name, outlineLevel, summary, milestone }) => [
        uid,
        name,
        outlineLevel,
        summary,
        milestone,
      ]),
    ).toEqual([
      ['1', 'build', 1, true, false],
      ['2', 'piles', 2, false, false],
      ['7', 'deck', 2, false, false],
      ['3', 'over', 1, false, true],
    ])
    expect(again.plan.tasks[2]).toMatchObject({ duration: 57_600, links: [{ predUid: '2', type: 'FS', lag: 14_400 }] })
    expect(again.plan.assignments).toMatchObject([{ taskUid: '7', resourceUid: '1', work: 43_200 }])
  })

  it('refuses what is no plan with a code', async () => {
    const { readPlan } = await loadPlanFiles()
    expect(() => readPlan(bytes('<html/>'))).toThrow(UnreadablePlan)
  })
})
