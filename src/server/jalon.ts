import { invite } from './people/invite'
import { push } from './push/push'
import { setUp, setupState } from './setup/first-account'
import { recordBoot } from './sync/boot'
import { devices } from './sync/devices'
import { photo } from './sync/photo'
import { guardSubscription, pokeAfter } from './sync/poke'
import { pull } from './sync/pull'
import { forgetOldReceipts, receipts } from './sync/receipts'
import { snapshot } from './sync/snapshot'
import { whoami } from './sync/whoami'
import { health } from './web/health'
import { staticFiles } from './web/static-files'

/** What main.pb.ts calls: the one bundle that each of PocketBase's engines loads once. */
export {
  devices,
  forgetOldReceipts,
  guardSubscription,
  health,
  invite,
  photo,
  pokeAfter,
  pull,
  push,
  receipts,
  recordBoot,
  setUp,
  setupState,
  snapshot,
  staticFiles,
  whoami,
}
