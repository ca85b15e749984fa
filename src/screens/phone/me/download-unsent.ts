import { handFile } from '@/screens/parts/hand-file'

/** Hands the person a file with everything that is not sent yet. `today` names it: `2026-11-23`. */
export async function downloadUnsent(data: { exportUnsent(): Promise<Blob> }, today: string): Promise<void> {
  handFile(await data.exportUnsent(), `jalon-${today}.json`)
}
