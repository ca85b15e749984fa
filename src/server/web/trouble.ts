import { refuse } from './answers'

/**
 * A route whose own accidents (a full disk, a locked or read-only database) are the server's trouble: 503, try again.
 * PocketBase would say 400, which a device must believe to be a judgement about what it sent.
 */
export function orTrouble(work: pb.Handler): pb.Handler {
  return (e) => {
    try {
      return work(e)
    } catch (error) {
      if (error instanceof ForbiddenError) throw error
      $app.logger().error('A request failed', 'error', String(error))
      return refuse(e, 503, 'server-trouble')
    }
  }
}
