import { describe, expect, it } from 'vitest'
import { INNOCENT, PLANTED } from './planted-bugs'
import { runSimulator } from './run'

describe('the simulator sees the mistake when', () => {
  it.each(Object.entries(PLANTED))('%s', async (_, mistakes) => {
    const { broken } = await runSimulator({ seed: 1, runs: 5000, mistakes, shrink: false })
    expect(broken?.law).toMatch(/^law \d/)
  })

  it('and accuses nobody who made none', async () => {
    const { broken } = await runSimulator({ seed: 1, runs: 400, mistakes: INNOCENT })
    expect(broken, JSON.stringify(broken)).toBeNull()
  })
})
