import { membershipId } from '@/domain/identity/derived-id'
import { standingOf } from '../../database/standing'
import { saveRecord } from '../save'
import type { Checks } from './checks'

export const projectChecks: Checks = {
  /** Who creates a project leads it, from the same moment on. */
  after(batch, row) {
    const project = String(row['id'])
    if (standingOf(batch.db, batch.userId, project) !== null) return
    const membership = {
      id: membershipId(project, batch.userId),
      project,
      user: batch.userId,
      role: 'pmo',
      allocation: 1000,
    }
    saveRecord(batch.tx, new Record(batch.tx.findCollectionByNameOrId('memberships')), membership)
    batch.forgetStandings()
  },
}
