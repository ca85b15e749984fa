/** The words of the sync door that screens show. Screens know stores, not sync. */
export type { MemberDevices } from '@/sync/door'
export type { AuthProblem, ParkedItem, ParkedChoice, Shown, SyncMark, SyncStatus } from '@/sync/door'
