import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every file of the repository, tracked or about to be. */
export function repositoryFiles(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
    .filter((file) => existing.has(file) || exists(file))
}

const existing = new Set<string>()
function exists(file: string): boolean {
  try {
    readFileSync(join(root, file))
    existing.add(file)
    return true
  } catch {
    return false
  }
}

export const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
