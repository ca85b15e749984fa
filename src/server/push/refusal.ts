import type { RefusalCode } from '@/domain/access/refusal-codes'
import type { Refusal } from '@/schema/sync-wire'
import type { Row } from '../database/row'

/** Why one operation was not applied; the others of its batch go on. */
export class Refused extends Error {
  constructor(
    readonly e: Refusal,
    readonly details: { code?: RefusalCode; field?: string; row?: Row | null; by?: string; at?: number } = {},
  ) {
    super(e)
  }
}
