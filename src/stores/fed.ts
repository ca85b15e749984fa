import { whatWasFed } from '@/sync'
import type { Fed } from '@/schema/fed'

export type FedProject = Fed['projects'][number]

/** What the team of each of one's projects gave in the weeks up to this one; null without network. */
export async function askWhatWasFed(week: string): Promise<readonly FedProject[] | null> {
  return (await whatWasFed(week))?.projects ?? null
}
