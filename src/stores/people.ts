import { computed } from 'vue'
import { defineStore } from 'pinia'
import { FULL_TIME, type User } from '@/schema/user'
import type { Membership, Role } from '@/schema/membership'
import type { WorkPattern } from '@/domain/calendar/capacity'
import { useAbsences } from './absences'
import { useLive } from './live'
import { useSession } from './session'

const FOLLOWING: readonly Role[] = ['manager', 'pmo', 'sponsor']
const LEADING: readonly Role[] = ['manager', 'pmo']

/** People, their names and roles, and the settings that hold for all. */
export const usePeople = defineStore('people', () => {
  const session = useSession()
  const absences = useAbsences()
  const users = useLive(['users'], (data) => data.list('users'), [])
  const memberships = useLive(['memberships'], (data) => data.list('memberships'), [])
  const settingsRows = useLive(['settings'], (data) => data.list('settings'), [])

  const byId = computed(() => new Map(users.value.value.map(({ row }) => [row.id as string, row])))
  const mine = computed(() => memberships.value.value.map(({ row }) => row).filter((row) => row.user === myId.value))
  const myRoles = computed(() => new Map<string, Role>(mine.value.map((row) => [row.project, row.role])))
  const myId = computed(() => session.user?.userId ?? '')
  const settings = computed(() => settingsRows.value.value[0]?.row ?? null)

  const follows = computed(() => mine.value.some((row) => FOLLOWING.includes(row.role)))
  const leads = computed(() => mine.value.some((row) => LEADING.includes(row.role)))

  /** Everything that somebody is said to work as, by name. */
  const profiles = computed(() =>
    [...new Set(memberships.value.value.map(({ row }) => row.profile ?? ''))].filter(Boolean).toSorted(),
  )

  function nameOf(userId: string): string {
    return byId.value.get(userId)?.name ?? ''
  }

  function roleIn(project: string): Role | null {
    return myRoles.value.get(project) ?? null
  }

  function leadsIn(project: string): boolean {
    const role = roleIn(project)
    return role !== null && LEADING.includes(role)
  }

  const membersBy = computed(() => {
    const groups = new Map<string, Membership[]>()
    for (const { row } of memberships.value.value) {
      const group = groups.get(row.project)
      if (group) group.push(row)
      else groups.set(row.project, [row])
    }
    return groups
  })

  function membersOf(project: string): readonly Membership[] {
    return membersBy.value.get(project) ?? []
  }

  /** With their leave. Full time in the organisation's zone until the person's own pattern is known. */
  function patternOf(userId: string): WorkPattern {
    const person: User | undefined = byId.value.get(userId)
    return {
      weekPattern: person?.week_pattern ?? FULL_TIME,
      zone: person?.holiday_zone || settings.value?.holiday_zone || 'metropole',
      leave: absences.leaveOf(userId),
    }
  }

  return {
    myId,
    mine,
    settings,
    profiles,
    follows,
    leads,
    nameOf,
    roleIn,
    leadsIn,
    membersOf,
    patternOf,
    loaded: memberships.loaded,
    ready: memberships.refresh,
  }
})
