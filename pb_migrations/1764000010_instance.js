/// <reference path="../src/server/pocketbase.d.ts" />

// Choices of the instance: no batch API (nothing may bypass the push route), our own rate limits (an office is one
// address, so the stock "20 creates per 5 s" would hit it), logs kept so that a failing hook is seen.
migrate(
  (app) => {
    const settings = app.settings()
    settings.meta.appName = 'Jalon'
    settings.batch.enabled = false
    settings.logs.maxDays = 5
    settings.logs.logIP = false
    settings.rateLimits.enabled = true
    settings.rateLimits.rules = [
      { label: '*:auth', audience: '', maxRequests: 30, duration: 60 },
      { label: '*:requestPasswordReset', audience: '', maxRequests: 5, duration: 60 },
      { label: 'POST /api/jalon/setup', audience: '', maxRequests: 10, duration: 60 },
    ]
    app.save(settings)
  },
  () => {},
)
