import type { Plan } from './plan'
import { calendarsOf } from './working-time'

/**
 * A task that says its days and not how long it takes, as TaskJuggler writes it, takes the working time between them: in its own
 * calendar, with those of its people. Summaries take what is below them.
 */
export function settleDurations(plan: Plan): void {
  const silent = plan.tasks.filter((task) => task.duration === null && !task.summary && task.start !== null)
  if (silent.length === 0) return
  const calendars = calendarsOf(plan)
  const calendarOf = new Map(plan.resources.map((resource) => [resource.uid, resource.calendarUid]))
  const people = new Map<string, string[]>()
  for (const { taskUid, resourceUid } of plan.assignments)
    if (resourceUid !== '') people.set(taskUid, [...(people.get(taskUid) ?? []), calendarOf.get(resourceUid) ?? ''])
  for (const task of silent) {
    if (task.start === null || task.finish === null || task.finish < task.start) continue
    const theirs = task.ignoresResourceCalendar ? [] : (people.get(task.uid) ?? [])
    const calendar = calendars.ofTask(task.calendarUid, theirs)
    task.duration = task.milestone ? 0 : calendar.workedAt(task.finish) - calendar.workedAt(task.start)
  }
}
