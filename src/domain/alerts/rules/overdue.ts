import { daysPastDue } from '@/domain/registers/actions'
import type { WatchedAction, WatchedProject } from '../alert'

/** A week more is worth being told again; a day more is not. */
export const weeksLate = (days: number) => Math.floor(days / 7)

/** From so many days on somebody is to decide. */
export const GRAVE_DAYS = 14

/** An open action past its due date, by how many days. */
export interface Late {
  project: string
  action: WatchedAction
  late: number
}

/** Open actions of these projects that are late by more than so many days. */
export function overdue(projects: readonly WatchedProject[], today: string, allowed: number): Late[] {
  return projects.flatMap(({ id, actions }) =>
    actions.flatMap((action) => {
      const late = daysPastDue(action, today)
      return late !== null && late > allowed ? [{ project: id, action, late }] : []
    }),
  )
}
