import type { Device, DeviceSetup, OpenDevice } from '../device'
import type { Entry } from '../rows'

/** What runs inside the page: every contender is timed by the same lines, in its own thread. */

/** The page's clock, comparable with another page's on the same machine. */
const now = () => performance.timeOrigin + performance.now()
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

export function measures(openDevice: OpenDevice) {
  let device: Device
  const seen: { comment: string; at: number }[] = []
  return {
    async open(setup: DeviceSetup) {
      device = await openDevice(setup)
    },
    /** One record after another, with time to rest in between, as people write. */
    async writes(rows: Entry[]): Promise<number[]> {
      const times: number[] = []
      for (const row of rows) {
        times.push(await timed(() => device.keep([row])))
        await rest(30)
      }
      return times
    },
    keep: (rows: Entry[]) => device.keep(rows),
    push: () => timed(() => device.push()),
    pull: () => timed(() => device.pull()),
    settle: () => device.settle(),
    goLive: () => device.goLive(),
    all: () => device.all(),
    count: async () => (await device.all()).length,
    aside: () => device.aside(),
    comment: async (row: Entry) => (await device.find(row))?.comment ?? null,
    watch(row: Entry): void {
      device.watch(row, (comment) => seen.push({ comment, at: now() }))
    },
    /** Changes a row and answers when it began. */
    async changeAt(row: Entry, comment: string): Promise<number> {
      const at = now()
      await device.change(row, comment)
      return at
    },
    seenAt: (comment: string) => seen.find((one) => one.comment === comment)?.at ?? null,
    /** Runs a list of edits with these pauses; answers those that the device accepted and what each replaced. */
    async program(edits: { row: Entry; comment: string; create: boolean; pause: number }[]) {
      const done: { id: string; comment: string; saw: string | null }[] = []
      for (const { row, comment, create, pause } of edits) {
        // What the device itself refuses was never promised.
        if (create) await device.keep([{ ...row, comment }]).then(() => done.push({ id: row.id, comment, saw: null }))
        else
          await device.change(row, comment).then(
            (saw) => done.push({ id: row.id, comment, saw }),
            () => undefined,
          )
        await rest(pause)
      }
      return done
    },
  }
}

export type Bench = ReturnType<typeof measures>
