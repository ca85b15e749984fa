import { fed as feeding } from './collection/fed'
import { invite as inviting } from './people/invite'
import { push as pushing } from './push/push'
import { setUp as settingUp, setupState as setupStating } from './setup/first-account'
import { recordBoot } from './sync/boot'
import { devices as telling } from './sync/devices'
import { photo as keepingPhoto } from './sync/photo'
import { guardSubscription, pokeAfter } from './sync/poke'
import { pull as pulling } from './sync/pull'
import { forgetOldReceipts, receipts as lookingUp } from './sync/receipts'
import { snapshot as copying } from './sync/snapshot'
import { whoami as naming } from './sync/whoami'
import { health as living } from './web/health'
import { staticFiles } from './web/static-files'
import { orTrouble } from './web/trouble'

/** What main.pb.js calls: the one bundle that each of PocketBase's engines loads once. */
export { forgetOldReceipts, guardSubscription, pokeAfter, recordBoot, staticFiles }

export const devices = orTrouble(telling)
export const fed = orTrouble(feeding)
export const health = orTrouble(living)
export const invite = orTrouble(inviting)
export const photo = orTrouble(keepingPhoto)
export const pull = orTrouble(pulling)
export const push = orTrouble(pushing)
export const receipts = orTrouble(lookingUp)
export const setUp = orTrouble(settingUp)
export const setupState = orTrouble(setupStating)
export const snapshot = orTrouble(copying)
export const whoami = orTrouble(naming)
