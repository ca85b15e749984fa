import { watch } from 'vue'
import { useActions } from './actions'
import { usePeople } from './people'
import { useSession } from './session'

/** On the app's icon: what is not sent yet, what waits for a decision, and the actions that are due. Where the platform can. */
export function followBadge(): void {
  if (!('setAppBadge' in navigator)) return
  const session = useSession()
  const people = usePeople()
  const actions = useActions()
  watch(
    () => {
      if (!session.isSignedIn || !people.myId) return 0
      return (session.status?.unsent ?? 0) + (session.status?.parked ?? 0) + actions.due.length
    },
    // A platform that refuses (not installed) has no badge to show.
    (count) => void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined),
    { immediate: true },
  )
}
