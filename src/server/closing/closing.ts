import { orTrouble } from '../web/trouble'
import { close as closing, reopen as reopening } from './close'

/** What main.pb.js calls about closings: a bundle of its own, loaded by the engines that close something. */

export const close = orTrouble(closing)
export const reopen = orTrouble(reopening)
