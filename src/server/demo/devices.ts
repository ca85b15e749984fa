const HOUR = 3_600_000

export interface DemoDevice {
  user: string
  device: string
  at: number
  unsent: number
  parked: number
  since: number
}

/**
 * When the demo's fictional phones were last in touch: most of them today, a few on a site without network, whose last
 * words were that something was waiting. `now` in milliseconds; `since` 0 = nothing waits.
 *
 * @example demoDevices(['a'], 0)[0] // { user: 'a', device: 'demo00000000000', at: -3600000, unsent: 0, parked: 0, since: 0 }
 */
export function demoDevices(users: readonly string[], now: number): DemoDevice[] {
  return users.map((user, index) => {
    const away = index % 9 === 4
    const at = now - (away ? 70 + index : 1 + ((index * 7) % 9)) * HOUR
    return { user, device: 'demo00000000000', at, unsent: away ? 2 : 0, parked: 0, since: away ? at - 2 * HOUR : 0 }
  })
}
