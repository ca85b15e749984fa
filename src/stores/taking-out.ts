import { loadCalendarFile, loadTableFiles, type CsvStyle, type DayEvent, type PlanWords } from '@/files'
import { useAssignments } from './assignments'
import { usePeople } from './people'
import type { Plan } from './plan'
import { usePortfolio } from './portfolio'

export type { CsvStyle, DayEvent, PlanWords }

/** What leaves the app as a file: only what this device holds, and so only what its reader may read. Works offline. */
export function useTakingOut() {
  const people = usePeople()
  const portfolio = usePortfolio()
  const assignments = useAssignments()

  async function tablesOf(project: { id: string; name: string }, plan: Plan, words: PlanWords) {
    const { planTables } = await loadTableFiles()
    const tasks = plan.tasks.value
    const follows = portfolio.followed.some(({ id }) => id === project.id)
    return planTables(
      {
        name: project.name,
        tasks,
        dependencies: plan.links.value,
        assignments: tasks.flatMap(({ id }) => assignments.byTask.get(id) ?? []),
        nameOf: people.nameOf,
        totals: follows ? portfolio.totalOf : null,
      },
      words,
    )
  }

  async function planWorkbook(project: { id: string; name: string }, plan: Plan, words: PlanWords, cutMark: string) {
    const { writeWorkbook } = await loadTableFiles()
    const bytes = await writeWorkbook({ title: project.name, tables: await tablesOf(project, plan, words), cutMark })
    return new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
  }

  async function planCsv(project: { id: string; name: string }, plan: Plan, words: PlanWords, style: CsvStyle) {
    const { writeCsv } = await loadTableFiles()
    const [table] = await tablesOf(project, plan, words)
    return new Blob([writeCsv(table, style)], { type: 'text/csv' })
  }

  async function calendarOf(name: string, events: readonly DayEvent[]): Promise<Blob> {
    const writeCalendar = await loadCalendarFile()
    return new Blob([writeCalendar({ name, stamp: new Date().toISOString(), events })], { type: 'text/calendar' })
  }

  return { planWorkbook, planCsv, calendarOf }
}
