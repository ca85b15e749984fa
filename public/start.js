// What must be there before the app. A file of its own: the page forbids inline scripts.

// Before the first paint, so that a chosen theme never flashes.
try {
  const theme = localStorage.getItem('jalon.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Private modes may refuse storage: the system's theme applies.
}

// A deployment came between the page and its script, or the browser let go of a script on its way: loading the page again
// brings all of it from one place. Not for ever: after a few times within a minute, the page says so.
const STARTS = 'jalon.started-again'
const MOST_STARTS = 3

function mayStartAgain() {
  try {
    const since = Date.now() - 60_000
    const before = (sessionStorage.getItem(STARTS) ?? '').split(' ').map(Number)
    const recent = before.filter((time) => time > since)
    if (recent.length >= MOST_STARTS) return false
    sessionStorage.setItem(STARTS, [...recent, Date.now()].join(' '))
    return true
  } catch {
    // Without a memory it might go on for ever.
    return false
  }
}

function sayNotStarted() {
  const place = document.getElementById('not-started')
  const spoken = navigator.language.startsWith('fr') ? 'fr' : 'en'
  const words = place?.querySelector(`[lang="${spoken}"]`)
  if (!place || !words) return
  place.setAttribute('role', 'alert')
  words.hidden = false
  place.hidden = false
}

addEventListener(
  'error',
  (event) => {
    if (!(event.target instanceof HTMLScriptElement)) return
    if (mayStartAgain()) location.reload()
    else sayNotStarted()
  },
  true,
)
