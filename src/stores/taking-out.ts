import type { Consolidation } from '@/domain/closing/consolidation'
import { loadCalendarFile, loadTableFiles } from '@/files'
import type { ConsolidationWords, CsvStyle, DayEvent, PlanWords } from '@/files'
import type { Closing } from '@/schema/closing'
import { useAssignments } from './assignments'
import { usePeople } from './people'
import type { Plan } from './plan'
import { usePortfolio } from './portfolio'
import { useProjects } from './projects'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type { ConsolidationWords, CsvStyle, DayEvent, PlanWords }

/** What leaves the app as a file: only what this device holds, and so only what its reader may read. Works offline. */
export function useTakingOut() {
  const people = usePeople()
  const portfolio = usePortfolio()
  const assignments = useAssignments()
  const projects = useProjects()

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
    return new Blob([bytes], { type: WORKBOOK })
  }

  async function planCsv(project: { id: string; name: string }, plan: Plan, words: PlanWords, style: CsvStyle) {
    const { writeCsv } = await loadTableFiles()
    const [table] = await tablesOf(project, plan, words)
    return new Blob([writeCsv(table, style)], { type: 'text/csv' })
  }

  const consolidated = async (of: Consolidation<Closing>, words: ConsolidationWords) =>
    (await loadTableFiles()).consolidationTable(of, (id) => projects.projectById.get(id), words)

  async function consolidationWorkbook(of: Consolidation<Closing>, words: ConsolidationWords, cutMark: string) {
    const { writeWorkbook } = await loadTableFiles()
    const tables = [await consolidated(of, words)]
    return new Blob([await writeWorkbook({ title: words.sheet, tables, cutMark })], { type: WORKBOOK })
  }

  async function consolidationCsv(of: Consolidation<Closing>, words: ConsolidationWords, style: CsvStyle) {
    const { writeCsv } = await loadTableFiles()
    return new Blob([writeCsv(await consolidated(of, words), style)], { type: 'text/csv' })
  }

  async function calendarOf(name: string, events: readonly DayEvent[]): Promise<Blob> {
    const writeCalendar = await loadCalendarFile()
    return new Blob([writeCalendar({ name, stamp: new Date().toISOString(), events })], { type: 'text/calendar' })
  }

  return { planWorkbook, planCsv, consolidationWorkbook, consolidationCsv, calendarOf }
}
