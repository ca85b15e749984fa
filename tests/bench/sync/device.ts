import type { Entry, Space } from './rows'

/** What every contender can do in a page of its own: a device with a local database. */
export interface Device {
  /** Keeps new rows locally, durably. Nothing travels before it is asked to. */
  keep(rows: readonly Entry[]): Promise<void>
  /** Changes one row locally, durably. Answers the value that it replaced. */
  change(row: Entry, comment: string): Promise<string>
  /** Sends what waits; answers when nothing waits any more. */
  push(): Promise<void>
  /** Brings what is new; answers when it is stored. */
  pull(): Promise<void>
  /** From now on in step with the server by itself, both ways, whatever fails. */
  goLive(): Promise<void>
  /** Back to one exchange at a time; answers when all is sent and all is here. */
  settle(): Promise<void>
  /** The row as the screen would show it. */
  find(row: Entry): Promise<Entry | null>
  all(): Promise<Entry[]>
  /** Called with a row as soon as a screen could show its change. */
  watch(row: Entry, seen: (comment: string) => void): void
  /** Values that were refused or lost to another and were kept to be shown to the person. */
  aside(): Promise<string[]>
}

export interface DeviceSetup {
  /** Of the local database. */
  name: string
  space: Space
  token: string
  /** Ask the browser to flush each write to disk, where the contender has a switch for it. */
  strict: boolean
}

export type OpenDevice = (setup: DeviceSetup) => Promise<Device>
