import type { Browser, Page } from '@playwright/test'
import type { DeviceSetup } from './device'
import type { Bench } from './page/measures'
import type { Space } from './rows'
import type { Contender } from './servers/contender'

type Answer<Name extends keyof Bench> = Awaited<ReturnType<Bench[Name]>>

/** A page with the contender's client in it, in a profile of its own. */
export interface RemoteDevice {
  run<Name extends keyof Bench>(name: Name, ...given: Parameters<Bench[Name]>): Promise<Answer<Name>>
  close(): Promise<void>
}

interface Wish {
  space: Space
  strict?: boolean
  /** The way to the server; a fault proxy stands there in a storm. */
  url?: string
}

export async function aDevice(browser: Browser, contender: Contender, wish: Wish): Promise<RemoteDevice> {
  const { space, strict = false, url = contender.url } = wish
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => process.stderr.write(`${contender.name}: ${error.message}\n`))
  const path = contender.name.startsWith('PouchDB') ? '/page/bench.html' : '/bench.html'
  await page.goto(url + path)
  await page.waitForFunction(() => 'bench' in globalThis)
  const device: RemoteDevice = {
    run: (name, ...given) => callIn<typeof name>(page, name, given),
    close: () => context.close(),
  }
  const setup: DeviceSetup = { name: 'bench', space, token: contender.tokens[space], strict }
  await device.run('open', setup)
  return device
}

async function callIn<Name extends keyof Bench>(page: Page, name: Name, given: unknown[]): Promise<Answer<Name>> {
  const call = ([method, parameters]: [string, unknown[]]) => {
    const { bench } = globalThis as unknown as { bench: { [name: string]: (...given: unknown[]) => unknown } }
    return bench[method]!(...parameters)
  }
  return (await page.evaluate(call, [name, given] as [string, unknown[]])) as Answer<Name>
}
