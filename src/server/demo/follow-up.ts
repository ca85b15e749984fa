import { alertKey } from '@/domain/alerts/alert'
import { alertMarkId } from '@/domain/alerts/marks'
import { addDays } from '@/domain/calendar/days'
import { derivedId } from '@/domain/identity/derived-id'
import { marginOf, slipOf, type MilestoneDates } from '@/domain/milestones/milestone'
import type { MilestoneProject } from './milestones'

type Row = Record<string, unknown>

/** What was decided in project meetings: due some days from today, the past ones not done yet. */
const DECIDED: readonly { code: string; title: string; detail: string; due: number }[] = [
  {
    code: 'MOB-01',
    title: 'Confirmer le créneau de grutage avec le loueur',
    detail: 'Décidé en réunion de chantier.',
    due: -5,
  },
  {
    code: 'BAT-01',
    title: 'Relancer le bureau de contrôle pour l’avis sur les menuiseries',
    detail: 'L’avis conditionne la commande.',
    due: -16,
  },
  { code: 'MOB-02', title: 'Préparer le support du prochain COPIL', detail: '', due: 6 },
]

/** Actions that come from no flag. */
export function demoDecisions(projects: readonly MilestoneProject[], today: string): Row[] {
  return DECIDED.flatMap(({ code, title, detail, due }) => {
    const project = projects.find((one) => one.story.code === code)
    if (!project) return []
    return {
      id: derivedId('demo-decision', project.id, title),
      project: project.id,
      title,
      detail,
      owner: project.owners[2]!,
      due: addDays(today, due),
      state: 'open',
      done_on: '',
      flag: '',
      author: project.manager,
    }
  })
}

const SEEN_DAYS_AGO = 3
const SNOOZED_DAYS = 9

/** What the PMO set aside: a slip that was seen, and a landing that waits for its committee. */
export function demoMarks(projects: readonly MilestoneProject[], pmo: string, today: string): Row[] {
  const mark = (alert: string, fields: Row): Row => ({
    id: alertMarkId(pmo, alert),
    user: pmo,
    alert,
    said_on: addDays(today, -SEEN_DAYS_AGO),
    until: '',
    ...fields,
  })
  const slipped = projects.find(({ story }) => story.code === 'MOB-03')?.milestones.find(isQuietSlip)
  const committee = projects.find(({ story }) => story.code === 'BAT-01')
  return [
    ...(slipped
      ? [
          mark(alertKey('milestone-slip', String(slipped['id'])), {
            state: 'acknowledged',
            level: slipOf(datesOf(slipped)),
            note: 'Vu avec le chef de projet : la mise en service tient.',
          }),
        ]
      : []),
    ...(committee
      ? [
          mark(alertKey('project-overrun', committee.id), {
            state: 'snoozed',
            level: 0,
            until: addDays(today, SNOOZED_DAYS),
            note: 'Au prochain COPIL, avec le plan de rattrapage.',
          }),
        ]
      : []),
  ]
}

const datesOf = (row: Row) => row as unknown as MilestoneDates

/** Later than its baseline, not reached, and with no imposed date near. */
function isQuietSlip(row: Row): boolean {
  const dates = datesOf(row)
  return !dates.actual_on && (slipOf(dates) ?? 0) > 0 && marginOf(dates) === null
}
