import { ROLES, type Role } from '@/schema/membership'

/**
 * As what somebody reads or writes in a scope: their role in a project, `self` in their own scope, `everybody` in the
 * organisation's.
 */
export type Standing = Role | 'self' | 'everybody'

export const LEADING: readonly Standing[] = ['manager', 'pmo']

/** Who does the work: a sponsor only reads. */
const WORKING: readonly Standing[] = ['contributor', 'manager', 'pmo']

export const mayWork = (standing: Standing) => WORKING.includes(standing)

export const leads = (standing: Standing) => LEADING.includes(standing)

/** The role behind a stored text; null for anything else. */
export function asRole(text: string): Role | null {
  return ROLES.find((role) => role === text) ?? null
}
