/**
 * The moment for which reminders are decided. `JALON_REMINDERS_AT` (an ISO instant) puts it elsewhere: for tests, and to see
 * beforehand on a copy of the data who would be reminded next Friday.
 */
export function remindersNow(): number {
  const elsewhere = Date.parse($os.getenv('JALON_REMINDERS_AT'))
  return Number.isNaN(elsewhere) ? Date.now() : elsewhere
}
