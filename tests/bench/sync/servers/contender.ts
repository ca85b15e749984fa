import type { Entry, Space } from '../rows'

/** The server side of a contender, seeded and running. */
export interface Contender {
  name: string
  /** Serves the page and the data. */
  url: string
  tokens: { [space in Space]: string }
  /** Puts rows where devices will find them, beside all devices. */
  seed(space: Space, rows: readonly Entry[]): Promise<void>
  /** Changes rows beside all devices. */
  change(space: Space, rows: readonly Entry[], comment: string): Promise<void>
  /** What the server holds. */
  rows(space: Space): Promise<Entry[]>
  /** Ways in that faults leave alone: they stay open for as long as the page. */
  streams: RegExp
  end(): Promise<void>
}
