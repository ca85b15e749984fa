import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { VitePWA } from 'vite-plugin-pwa'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { BROWSER_FLAGS } from './scripts/browser/find.mjs'
import { wordsBeforeStart } from './src/app/words-before-start.ts'
import { manifest } from './src/worker/manifest.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** The tests' browser, as `npm test` found or brought it; else the one that Playwright brought. */
const chromium = process.env['CHROMIUM_PATH']

const alias = { '@': here('./src'), '@tests': here('./tests') }

const pwa = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/worker',
  filename: 'sw.ts',
  registerType: 'prompt',
  // src/app/updates.ts registers the worker itself, to decide with the person when a new one takes over.
  injectRegister: false,
  manifest,
  includeAssets: [],
  injectManifest: {
    globPatterns: ['**/*.{js,css,html,woff2,svg,webmanifest}', 'icons/jalon-*.png'],
    globIgnores: ['**/apexcharts*'],
  },
})

export default defineConfig({
  plugins: [
    vue({ features: { optionsAPI: false } }),
    tailwindcss(),
    icons({ compiler: 'vue3', scale: 1 }),
    wordsBeforeStart,
    pwa,
  ],
  resolve: { alias },
  build: {
    outDir: 'dist/public',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  // A part that a worker loads later stays a file of its own.
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8090' } },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{domain,schema,sync,stores,locales,ui,app,files,scripts,house}/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts'],
          // Laws are tried hundreds of times; a busy machine takes longer for it.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'simulator',
          environment: 'node',
          include: ['tests/simulator/**/*.test.ts'],
          testTimeout: 600_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'server',
          environment: 'node',
          include: ['tests/server/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium && { executablePath: chromium }),
                args: BROWSER_FLAGS,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
