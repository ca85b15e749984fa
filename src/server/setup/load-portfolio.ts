import { execute } from '../database/query'
import { insertRows } from '../database/insert-rows'
import { saveRecord } from '../push/save'
import type { CollectionName } from '@/schema/collections'

export type PortfolioRow = { [field: string]: unknown }

/** A whole organisation at once: rows as in src/schema, users with their password, photos with their content. */
export type Portfolio = {
  settings: PortfolioRow
  users: readonly { password: string }[]
  attachments?: readonly (PortfolioRow & { base64: string })[]
} & Record<PlainCollection, readonly PortfolioRow[]>

/** What a portfolio holds besides people and photos, in the order in which its rows refer to each other. */
export const PLAIN = [
  'projects',
  'memberships',
  'tasks',
  'assignments',
  'milestone_moves',
  'deliverables',
  'dependencies',
  'baselines',
  'baseline_items',
  // Before the time: each entry is then priced as it comes.
  'rates',
  'budget_lines',
  'change_orders',
  'time_entries',
  'remaining_estimates',
  'week_sheets',
  'absences',
  'week_reviews',
  'flags',
  'actions',
  'comments',
  'closings',
  'closing_items',
  'weather_reports',
  'alert_marks',
] as const satisfies readonly CollectionName[]
type PlainCollection = (typeof PLAIN)[number]

/** Inserts everything; triggers fill the log and the totals. Runs within the caller's transaction. */
export function loadPortfolio(tx: pb.App, portfolio: Portfolio): void {
  saveRecord(tx, new Record(tx.findCollectionByNameOrId('settings')), portfolio.settings)
  const users = tx.findCollectionByNameOrId('users')
  for (const user of portfolio.users) saveRecord(tx, new Record(users), { ...user, verified: true })
  // Periods are closed at the end: what is put in before is not late.
  const open = portfolio.projects.map((project) => ({ ...project, closed_through: '' }))
  for (const coll of PLAIN) insertRows(tx.db(), coll, coll === 'projects' ? open : portfolio[coll])
  for (const { id, closed_through } of portfolio.projects)
    execute(tx.db(), 'UPDATE projects SET closed_through = {:day} WHERE id = {:id}', {
      id: String(id),
      day: String(closed_through),
    })
  const attachments = tx.findCollectionByNameOrId('attachments')
  for (const { base64, file, ...row } of portfolio.attachments ?? [])
    saveRecord(tx, new Record(attachments), { ...row, file: $filesystem.fileFromBytes(bytesOf(base64), String(file)) })
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The engine has no atob. */
function bytesOf(base64: string): number[] {
  const bytes: number[] = []
  let buffer = 0
  let bits = 0
  for (const character of base64.replace(/=+$/, '')) {
    buffer = ((buffer << 6) | BASE64.indexOf(character)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((buffer >> bits) & 0xff)
  }
  return bytes
}
