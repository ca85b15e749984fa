import { orTrouble } from '../web/trouble'
import { remind as reminding } from './remind'
import { pushKey as tellingKey, subscribe as subscribing, unsubscribe as unsubscribing } from './subscriptions'

/** What main.pb.js calls about reminders: a bundle of its own, because its cryptography would make each engine's larger. */

export const remind = reminding
export const pushKey = orTrouble(tellingKey)
export const subscribe = orTrouble(subscribing)
export const unsubscribe = orTrouble(unsubscribing)
