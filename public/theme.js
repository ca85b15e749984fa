// Before the first paint, so that a chosen theme never flashes. A file of its own: the page forbids inline scripts.
try {
  const theme = localStorage.getItem('jalon.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Private modes may refuse storage: the system's theme applies.
}
