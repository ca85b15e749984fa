const KEY = 'jalon.reloaded-at'
const NOT_AGAIN_FOR_MS = 60_000

/** Loads the app again, unless that was just done: a part that stays away would be asked for for ever. public/start.js does the same. */
export function reloadOnce(path: string): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < NOT_AGAIN_FOR_MS) return false
    sessionStorage.setItem(KEY, String(Date.now()))
  } catch {
    // No memory of the reload before: better none.
    return false
  }
  if (path === currentPath()) location.reload()
  else location.assign(path)
  return true
}

export const currentPath = () => location.pathname + location.search
