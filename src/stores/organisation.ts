import { defineStore } from 'pinia'
import { computed } from 'vue'
import { DEFAULT_THRESHOLDS, thresholdsOf, type Thresholds } from '@/domain/alerts/thresholds'
import { policyOf } from '@/domain/reminders/preferences'
import { SETTINGS_ID, type Settings } from '@/schema/settings'
import { ORG_SCOPE } from '@/schema/sync-wire'
import { usePeople } from './people'
import { useSession } from './session'

type Choices = Partial<Pick<Settings, 'alerts' | 'closing_strict' | 'reminders_off' | 'reminder_from' | 'reminder_to'>>

/** What the organisation decided for everybody; the office changes it. */
export const useOrganisation = defineStore('organisation', () => {
  const session = useSession()
  const people = usePeople()

  const thresholds = computed(() => thresholdsOf(people.settings))
  const isUsual = computed(() => JSON.stringify(thresholds.value) === JSON.stringify(DEFAULT_THRESHOLDS))
  const closingIsStrict = computed(() => people.settings?.closing_strict ?? false)
  const reminders = computed(() => policyOf(people.settings))
  /** Whether the person at the screen belongs to the office. */
  const mayChoose = computed(() => session.user?.office === true)
  const loaded = computed(() => people.settings !== null)

  const choose = (fields: Choices) =>
    session.open().save([{ op: 'patch', coll: 'settings', id: SETTINGS_ID, scope: ORG_SCOPE, fields }])

  /** All of them at once: what was never chosen keeps its value of today. */
  const setThresholds = (changed: Partial<Thresholds>) => {
    const { off, ...rest } = { ...thresholds.value, ...changed }
    return choose({ alerts: { ...rest, off: [...off] } })
  }
  const backToUsual = () => choose({ alerts: null })

  return { thresholds, isUsual, closingIsStrict, reminders, mayChoose, loaded, choose, setThresholds, backToUsual }
})
