import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = { '@': here('./src'), '@tests': here('./tests') }

export default defineConfig({
  plugins: [vue(), tailwindcss(), icons({ compiler: 'vue3', scale: 1 })],
  resolve: { alias },
  build: { outDir: 'dist/public', emptyOutDir: true, target: 'es2022' },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{domain,schema,sync,stores,locales,scripts,house}/**/*.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: { name: 'simulator', environment: 'node', include: ['tests/simulator/**/*.test.ts'], testTimeout: 600_000 },
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
    ],
  },
})
