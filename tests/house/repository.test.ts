import { describe, expect, it } from 'vitest'
import { repositoryFiles, textOf } from './tracked-files'

const files = repositoryFiles()
const sources = files.filter((file) => /^(src|bin|scripts|tests|pb_migrations)\/.*\.(ts|vue|mjs|js|css)$/.test(file))
const product = sources.filter((file) => file.startsWith('src/'))

describe('the repository', () => {
  it('has only the agreed top level. Mend: move the new entry into one of these', () => {
    const allowed =
      /^(src|public|pb_migrations|tests|docs|scripts|bin|\.ci)\/|^(vite\.config\.ts|package\.json|package-lock\.json|tsconfig\.json|index\.html|README\.md|LICENSE|\.[\w.-]+)$/
    expect(files.filter((file) => !allowed.test(file))).toEqual([])
  })

  it('names no machine. Mend: use a path relative to the file or to the project', () => {
    const machine = /\/(home|Users|root|work|farm)\/[a-z]/
    expect(sources.filter((file) => file !== 'tests/house/repository.test.ts' && machine.test(textOf(file)))).toEqual(
      [],
    )
    for (const lock of files.filter((file) => file.endsWith('package-lock.json')))
      expect(textOf(lock), lock).not.toContain('"resolved"')
  })

  it('keeps files small. Mend: split by subject; a coordinator that grows is doing its parts’ work', () => {
    const long = product.filter((file) => !file.endsWith('/photos.ts') && textOf(file).split('\n').length > 300)
    expect(long).toEqual([])
  })

  it('avoids names that say nothing. Mend: name the file after the noun of the problem', () => {
    expect(product.filter((file) => /(^|[/-])(utils?|helpers?|managers?|services?)([.-]|\/)/i.test(file))).toEqual([])
  })

  it('has doors in two rooms only. Mend: import the file itself', () => {
    expect(product.filter((file) => file.endsWith('/index.ts')).sort()).toEqual([
      'src/files/index.ts',
      'src/sync/index.ts',
    ])
  })

  it('leaves no test skipped, focused or mocked. Mend: repair the test or remove it', () => {
    const doubtful = /\b(it|test|describe)\.(skip|only|todo)\(|vi\.mock\(/
    expect(
      sources.filter(
        (file) => file.startsWith('tests/') && !file.startsWith('tests/house/') && doubtful.test(textOf(file)),
      ),
    ).toEqual([])
  })

  it('takes its colours from the tokens. Mend: add a token in src/ui/tokens.css', () => {
    expect(product.filter((file) => file.endsWith('.vue') && /#[0-9a-f]{6}\b/i.test(textOf(file)))).toEqual([])
  })

  it('inserts no HTML of its own making. Mend: show text, or build elements', () => {
    expect(product.filter((file) => /v-html|innerHTML|insertAdjacentHTML/.test(textOf(file)))).toEqual([])
  })
})
