// What must be there before the app. A file of its own: the page forbids inline scripts.

// Before the first paint, so that a chosen theme never flashes.
try {
  const theme = localStorage.getItem('jalon.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Private modes may refuse storage: the system's theme applies.
}

// A deployment came between the page and its script: one reload brings both from the same. As src/app/reload-once.ts.
addEventListener(
  'error',
  (event) => {
    if (!(event.target instanceof HTMLScriptElement)) return
    try {
      if (Date.now() - Number(sessionStorage.getItem('jalon.reloaded-at')) < 60_000) return
      sessionStorage.setItem('jalon.reloaded-at', String(Date.now()))
      location.reload()
    } catch {
      // Without a memory it might go on for ever.
    }
  },
  true,
)
