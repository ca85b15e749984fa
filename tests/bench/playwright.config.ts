import { defineConfig } from '@playwright/test'
import e2e from '../e2e/playwright.config'

/** The benchmarks use the tests' harness, one at a time, and print what they measured. */
export default defineConfig({
  ...e2e,
  testDir: '.',
  testMatch: '**/*.bench.ts',
  globalSetup: '../e2e/harness/global-setup.ts',
  outputDir: '../../test-results/bench',
  timeout: 300_000,
  workers: 1,
  fullyParallel: false,
  reporter: 'line',
})
