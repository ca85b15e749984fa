const KEY = 'jalon.reloaded-at'
const NOT_AGAIN_FOR_MS = 60_000

/**
 * Loads the app again, unless that was just done: a part that stays away would be asked for for ever. And only from a server
 * that answers: without one, a browser that keeps no copy of the app yet would show its own error page in place of a screen
 * that still works. Answers whether the page goes. A page
 * whose first script does not come has nothing to lose: public/start.js sees to it.
 */
export async function reloadOnce(path: string): Promise<boolean> {
  if (wasJustDone() || !(await answers()) || !remembered()) return false
  if (path === currentPath()) location.reload()
  else location.assign(path)
  return true
}

function wasJustDone(): boolean {
  try {
    return Date.now() - Number(sessionStorage.getItem(KEY)) < NOT_AGAIN_FOR_MS
  } catch {
    // No memory of the reload before: better none.
    return true
  }
}

function remembered(): boolean {
  try {
    sessionStorage.setItem(KEY, String(Date.now()))
    return true
  } catch {
    return false
  }
}

/** Whether the server would give the page. */
const answers = () =>
  fetch('/', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  )

export const currentPath = () => location.pathname + location.search
