import { defineStore } from 'pinia'
import { computed } from 'vue'
import { daysBetween } from '@/domain/calendar/days'
import { weatherReportId } from '@/domain/identity/derived-id'
import { expectedOn } from '@/domain/milestones/milestone'
import { proposedWeather, weatherTrend, type Weather } from '@/domain/portfolio/weather'
import type { WeatherReport } from '@/schema/weather-report'
import { useToday } from './clock'
import { useLive } from './live'
import { useMilestones } from './milestones'
import { usePeople } from './people'
import { useSession } from './session'

export interface ProjectWeather {
  /** What its leaders decided, else what the rule says; null where nobody can say. */
  state: Weather | null
  isDecided: boolean
  proposed: Weather | null
  trend: ReturnType<typeof weatherTrend>
  latest: WeatherReport | undefined
}

/** The weather of projects: proposed by the rule, decided by who leads them, with a comment and what is done about it. */
export const useWeather = defineStore('weather', () => {
  const session = useSession()
  const people = usePeople()
  const milestones = useMilestones()
  const today = useToday()
  const rows = useLive(['weather_reports'], (data) => data.list('weather_reports'), [])

  const byProject = computed(() => {
    const groups = new Map<string, WeatherReport[]>()
    for (const { row } of rows.value.value) groups.set(row.project, [...(groups.get(row.project) ?? []), row])
    for (const [project, all] of groups)
      groups.set(
        project,
        all.toSorted((a, b) => (a.day < b.day ? 1 : -1)),
      )
    return groups
  })
  /** Newest first. */
  const reportsOf = (project: string): readonly WeatherReport[] => byProject.value.get(project) ?? []

  function of(project: string): ProjectWeather {
    const [latest, before] = reportsOf(project)
    const proposed = proposedWeather(
      milestones
        .ofProject(project)
        .map(({ task, state }) => ({ state, expected: expectedOn(task), baseline: task.baseline_on })),
      daysBetween,
    )
    const state = latest?.state ?? proposed
    const trend = latest ? weatherTrend(before?.state ?? null, latest.state) : null
    return { state, isDecided: latest !== undefined, proposed, trend, latest }
  }

  /** One report a project and day: a second one that day changes it. */
  async function decide(project: string, said: { state: Weather; comment: string; action: string }): Promise<void> {
    const id = weatherReportId(project, today.value)
    const fields = {
      state: said.state,
      proposed: of(project).proposed ?? '',
      comment: said.comment.trim(),
      action: said.action.trim(),
    }
    const place = { coll: 'weather_reports', id, scope: project } as const
    const isThere = reportsOf(project).some((report) => report.id === id)
    await session
      .open()
      .save([
        isThere
          ? { ...place, op: 'patch', fields }
          : { ...place, op: 'create', fields: { ...fields, project, day: today.value, author: people.myId } },
      ])
  }

  return { of, reportsOf, decide }
})
