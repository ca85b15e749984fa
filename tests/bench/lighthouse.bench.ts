import { chromium, expect, test } from '@playwright/test'
import lighthouse from 'lighthouse'
import { BROWSER_FLAGS } from '../../scripts/browser/find.mjs'
import { account, signIn } from '../e2e/harness/jalon-test'
import { demoServer } from '../e2e/harness/server'

const PORT = 9333
const print = (line: string) => process.stdout.write(`\n${line}\n`)

test('Lighthouse, mobile, signed in', async () => {
  const server = await demoServer()
  const executablePath = process.env['CHROMIUM_PATH']
  const context = await chromium.launchPersistentContext('', {
    args: [...BROWSER_FLAGS, `--remote-debugging-port=${PORT}`],
    baseURL: server.url,
    ...(executablePath ? { executablePath } : {}),
  })
  const page = await context.newPage()
  await signIn(page, account('contributeur'))
  for (const path of ['/week', '/signin']) {
    const result = await lighthouse(`${server.url}${path}`, {
      port: PORT,
      output: 'json',
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
      disableStorageReset: true,
    })
    const categories = result?.lhr.categories ?? {}
    const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
    print(
      `Lighthouse mobile ${path}: performance ${score('performance')}, accessibility ${score('accessibility')}, best practices ${score('best-practices')} (aim: 95, 100, 100)`,
    )
    for (const audit of Object.values(result?.lhr.audits ?? {})) {
      if (
        audit.score !== null &&
        audit.score < 0.9 &&
        ['binary', 'numeric', 'metricSavings'].includes(audit.scoreDisplayMode)
      )
        print(`    ${audit.id}: ${audit.displayValue ?? audit.title}`)
    }
    expect(Object.keys(categories)).toHaveLength(3)
  }
  await context.close()
  await server.end()
})
