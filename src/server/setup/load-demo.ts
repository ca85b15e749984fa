import * as v from 'valibot'
import { isoDay } from '@/schema/brands'
import { demoDevices } from '@/server/demo/devices'
import { demoPortfolio } from '@/server/demo/portfolio'
import { writeDevice } from '../sync/devices'
import { answer, readBody, refuse } from '../web/answers'
import { loadPortfolio } from './load-portfolio'
import { isSetupNeeded, isTokenRight } from './token'

const demoRequest = v.object({ token: v.string(), demo: v.literal(true), today: isoDay })

/** The story is always the same; the password is drawn anew, printed once and kept nowhere. */
const DEMO_SEED = 1
const PASSWORD_LENGTH = 14
const PASSWORD_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** POST /api/jalon/setup with `demo: true`: the demo portfolio instead of a first account. */
export function loadDemo(e: pb.Request): void {
  const request = readBody(e, demoRequest)
  if (!request) return refuse(e, 400, 'invalid')
  if (!isTokenRight(request.token)) return refuse(e, 403, 'link-dead')
  // Said at once: the story takes a while to tell.
  if (!isSetupNeeded($app)) return refuse(e, 403, 'link-dead')
  const password = $security.randomStringWithAlphabet(PASSWORD_LENGTH, PASSWORD_LETTERS)
  const portfolio = demoPortfolio(request.today, DEMO_SEED, password)
  let isDead = false
  $app.runInTransaction((tx) => {
    isDead = !isSetupNeeded(tx)
    if (isDead) return
    loadPortfolio(tx, portfolio)
    for (const device of demoDevices(
      portfolio.users.map((user) => String(user.id)),
      Date.now(),
    ))
      writeDevice(tx.db(), device)
  })
  return isDead ? refuse(e, 403, 'link-dead') : answer(e, { accounts: portfolio.accounts })
}
