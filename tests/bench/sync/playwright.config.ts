import { defineConfig } from '@playwright/test'
import e2e from '../../e2e/playwright.config'

/** One long run in one browser: everything is measured in turns, so that a slow moment of the machine meets all. */
export default defineConfig({
  testDir: '.',
  testMatch: 'against-peers.ts',
  outputDir: '../../../test-results/bench-sync',
  timeout: 3_600_000,
  workers: 1,
  reporter: 'line',
  use: { launchOptions: e2e.use?.launchOptions ?? {} },
})
