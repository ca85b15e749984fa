import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Alert, Watched, WatchedProject } from '@/domain/alerts/alert'
import { alertMarkId, bySight } from '@/domain/alerts/marks'
import { alertsOf } from '@/domain/alerts/registry'
import { thresholdsOf } from '@/domain/alerts/thresholds'
import type { AlertMark } from '@/schema/alert-mark'
import type { Project } from '@/schema/project'
import { userScope } from '@/schema/sync-wire'
import { useActions } from './actions'
import { useToday } from './clock'
import { useFlags } from './flags'
import { useLive } from './live'
import { useLoad } from './load'
import { useMilestones } from './milestones'
import { usePeople } from './people'
import { usePortfolio } from './portfolio'
import { useSession } from './session'

type Said = Pick<AlertMark, 'state' | 'level' | 'until' | 'note'>

/** What the rules find in the projects that one leads, and what one set aside of it. Works offline. */
export const useAlerts = defineStore('alerts', () => {
  const session = useSession()
  const people = usePeople()
  const portfolio = usePortfolio()
  const milestones = useMilestones()
  const actions = useActions()
  const flags = useFlags()
  const load = useLoad()
  const today = useToday()
  const markRows = useLive(['alert_marks'], (data) => data.list('alert_marks'), [])
  const sheetRows = useLive(['week_sheets'], (data) => data.list('week_sheets'), [])

  const thresholds = computed(() => thresholdsOf(people.settings))
  const projects = computed(() =>
    portfolio.followed.filter((project) => people.leadsIn(project.id) && project.state === 'active'),
  )
  const sheetsBy = computed(() => {
    const groups = new Map<string, Map<string, 'open' | 'submitted'>>()
    for (const { row } of sheetRows.value.value) {
      const own = groups.get(row.user) ?? new Map<string, 'open' | 'submitted'>()
      groups.set(row.user, own.set(row.week, row.state))
    }
    return groups
  })
  const riskOf = computed(
    () =>
      new Map(
        flags.flags
          .filter(({ row }) => row.state === 'risk' || row.state === 'issue')
          .map(({ row }) => [row.id as string, { id: row.id as string, name: row.sentence }]),
      ),
  )
  const watched = computed<Watched>(() => ({
    today: today.value,
    projects: projects.value.map(watchedOf),
    loads: load.everybody.map(({ doer, name, cells }) => ({ user: doer, name, cells })),
  }))

  function watchedOf({ id, name, starts_on: startedOn }: Project): WatchedProject {
    return {
      id,
      name,
      startedOn,
      milestones: milestones.ofProject(id).map(({ task, moves }) => ({ ...task, moves })),
      roots: portfolio.treeOf(id),
      actions: actions.all
        .filter((action) => action.project === id)
        .map((action) => ({ ...action, risk: riskOf.value.get(action.flag) ?? null })),
      members: people
        .membersOf(id)
        .filter((member) => member.role !== 'sponsor')
        .map(({ user, allocation }) => ({
          user,
          pattern: people.patternOf(user),
          allocation,
          sheets: sheetsBy.value.get(user) ?? new Map(),
        })),
    }
  }

  /** Half of the data would find what is not there. */
  const loaded = computed(
    () =>
      portfolio.loaded &&
      milestones.loaded &&
      actions.loaded &&
      flags.loaded &&
      load.loaded &&
      markRows.loaded.value &&
      sheetRows.loaded.value,
  )
  const all = computed(() => (loaded.value ? alertsOf(watched.value, thresholds.value) : []))
  const marks = computed(() => markRows.value.value.map(({ row }) => row).filter((row) => row.user === people.myId))
  const markOf = computed(() => new Map<string, AlertMark>(marks.value.map((mark) => [mark.alert, mark])))
  const sight = computed(() => bySight(all.value, marks.value, today.value))
  const toSee = computed(() => sight.value.toSee)
  const setAside = computed(() => sight.value.setAside)

  async function mark({ key }: Alert, said: Said): Promise<void> {
    const fields = { ...said, note: said.note.trim(), said_on: today.value }
    const place = { coll: 'alert_marks', id: alertMarkId(people.myId, key), scope: userScope(people.myId) } as const
    const isThere = markOf.value.has(key)
    await session
      .open()
      .save([
        isThere
          ? { op: 'patch', ...place, fields }
          : { op: 'create', ...place, fields: { ...fields, user: people.myId, alert: key } },
      ])
  }

  const acknowledge = (alert: Alert, note = '') =>
    mark(alert, { state: 'acknowledged', level: alert.level, until: '', note })
  const snooze = (alert: Alert, until: string, note = '') =>
    mark(alert, { state: 'snoozed', level: alert.level, until: until as Said['until'], note })
  const putBack = (alert: Alert) => mark(alert, { state: 'lifted', level: alert.level, until: '', note: '' })

  return { thresholds, projects, toSee, setAside, markOf, loaded, acknowledge, snooze, putBack }
})
