import { asRole, type Standing } from '@/domain/access/reader'
import { ORG_SCOPE, userScope } from '@/schema/sync-wire'
import { textOf } from './query'

/** As what this person stands in a scope; null where they have no business. */
export function standingOf(db: pb.Db, userId: string, scope: string): Standing | null {
  if (scope === ORG_SCOPE) return 'everybody'
  if (scope === userScope(userId)) return 'self'
  const sql = 'SELECT role AS value FROM memberships WHERE project = {:project} AND user = {:user}'
  return asRole(textOf(db, sql, { project: scope, user: userId }))
}

export const ROLES_OF = 'SELECT json_group_object(project, role) AS value FROM memberships WHERE user = {:user}'

/** As what this person stands wherever they have business, in one question: a PMO pulls hundreds of scopes at once. */
export function standingsOf(db: pb.Db, userId: string): (scope: string) => Standing | null {
  const roles = new Map(
    Object.entries(JSON.parse(textOf(db, ROLES_OF, { user: userId })) as { [project: string]: string }),
  )
  return (scope) => {
    if (scope === ORG_SCOPE) return 'everybody'
    return scope === userScope(userId) ? 'self' : asRole(roles.get(scope) ?? '')
  }
}
