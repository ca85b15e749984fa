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

/**
 * The names of the tests that failed, to stand above the last line: whoever reads only the end of a long run must not look for
 * them.
 *
 * @param {object | null} report vitest's JSON
 * @returns {string[]} "file › test"
 */
export function failedInVitest(report) {
  return (report?.testResults ?? []).flatMap((file) => [
    ...(file.status === 'failed' && file.message ? [`${file.name} › ${firstLine(file.message)}`] : []),
    ...file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${file.name} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`),
  ])
}

/** @param {object | null} report Playwright's JSON @returns {string[]} "file › test" */
export function failedInPlaywright(report) {
  const inSuite = (suite) => [
    ...(suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => `${spec.file} › ${spec.title}`),
    ...(suite.suites ?? []).flatMap(inSuite),
  ]
  return (report?.suites ?? []).flatMap(inSuite)
}

function firstLine(text) {
  return String(text ?? '').split('\n', 1)[0]
}

function missing() {
  return { passed: 0, failed: 1, skipped: 0, ok: false }
}
