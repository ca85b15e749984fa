import { describe, expect, it } from 'vitest'
import { runSimulator } from './run'

describe('the laws of sync hold', () => {
  it('in 5,000 random programs', async () => {
    const { broken } = await runSimulator({ seed: 20261103, runs: 5000 })
    expect(broken, JSON.stringify(broken)).toBeNull()
  })
})
