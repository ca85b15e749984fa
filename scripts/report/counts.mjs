/**
 * Counts out of the test runners' own reports. A run that failed without a failed test (a crash, a missing report) counts as
 * one failure: silence is never success.
 */

/** @param {object | null} report vitest's JSON @param {number} exitCode */
export function countVitest(report, exitCode) {
  if (!report) return missing()
  const failed = report.numFailedTests + (report.numFailedTests === 0 && exitCode !== 0 ? 1 : 0)
  return {
    passed: report.numPassedTests,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
    ok: failed === 0 && report.numPassedTests > 0,
  }
}

/** @param {object | null} report Playwright's JSON @param {number} exitCode */
export function countPlaywright(report, exitCode) {
  if (!report) return missing()
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + (unexpected === 0 && exitCode !== 0 ? 1 : 0)
  return { passed: expected + flaky, failed, skipped, ok: failed === 0 && expected + flaky > 0 }
}

/** @example lastLine([{ passed: 2, failed: 0, skipped: 1 }]) // '2 passed, 0 failed, 1 skipped' */
export function lastLine(counts) {
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`
}

function missing() {
  return { passed: 0, failed: 1, skipped: 0, ok: false }
}
