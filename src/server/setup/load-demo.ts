import * as v from 'valibot'
import { isoDay } from '@/schema/brands'
import { demoPortfolio } from '@/server/demo/portfolio'
import { answer, readBody, refuse } from '../web/answers'
import { loadPortfolio } from './load-portfolio'
import { isSetupNeeded, isTokenRight } from './token'

const demoRequest = v.object({ token: v.string(), demo: v.literal(true), today: isoDay })

/** POST /api/jalon/setup with `demo: true`: the demo portfolio instead of a first account. */
export function loadDemo(e: pb.Request): void {
  const request = readBody(e, demoRequest)
  if (!request) return refuse(e, 400, 'invalid')
  if (!isTokenRight(request.token)) return refuse(e, 403, 'link-dead')
  const portfolio = demoPortfolio(request.today)
  let isDead = false
  $app.runInTransaction((tx) => {
    isDead = !isSetupNeeded(tx)
    if (!isDead) loadPortfolio(tx, portfolio)
  })
  return isDead ? refuse(e, 403, 'link-dead') : answer(e, { accounts: portfolio.accounts })
}
