import { describe, expect, it } from 'vitest'
import { serveArguments, supervise } from '../../scripts/pocketbase/supervise.mjs'

const node = (code: string) => ({ path: process.execPath, args: ['-e', code] })
const until = async (done: () => boolean) => {
  for (let turn = 0; turn < 500 && !done(); turn++) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('supervising PocketBase', () => {
  it('starts it again after a crash, and says so', async () => {
    const said: string[] = []
    const server = supervise({
      ...node('console.log("up"); process.exit(3)'),
      say: (line: string) => said.push(line),
      waits: [1, 4],
    })
    await until(() => said.filter((line) => line === 'up').length >= 3)
    await server.stop()
    expect(said.filter((line) => line === 'up').length).toBeGreaterThanOrEqual(3)
    expect(said.join()).toContain('stopped (code 3)')
  })

  it('waits longer after each crash in a row, up to a limit', async () => {
    const said: string[] = []
    const server = supervise({ ...node('process.exit(1)'), say: (line: string) => said.push(line), waits: [100, 400] })
    await until(() => said.length >= 4)
    await server.stop()
    expect(said.slice(0, 4).map((line) => /in (\d\.\d) s/.exec(line)?.[1])).toEqual(['0.1', '0.2', '0.4', '0.4'])
  })

  it('does not start again what was stopped on purpose', async () => {
    const said: string[] = []
    const server = supervise({
      ...node('console.log("up"); setInterval(() => {}, 1000)'),
      say: (line: string) => said.push(line),
      waits: [1, 1],
    })
    await until(() => said.includes('up'))
    await server.stop()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(said).toEqual(['up'])
  })

  it('gives every path and turns off what writes or watches files', () => {
    const args = serveArguments({
      http: '127.0.0.1:1',
      dataDir: 'd',
      migrationsDir: 'm',
      hooksDir: 'h',
      publicDir: 'p',
    }).join(' ')
    expect(args).toBe(
      'serve --http 127.0.0.1:1 --dir d --migrationsDir m --hooksDir h --publicDir p --automigrate=false --hooksWatch=false --dev=false --origins http://127.0.0.1:1',
    )
  })
})
