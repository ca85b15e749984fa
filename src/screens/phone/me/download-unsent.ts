/** Hands the person a file with everything that is not sent yet. `today` names it: `2026-11-23`. */
export async function downloadUnsent(data: { exportUnsent(): Promise<Blob> }, today: string): Promise<void> {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await data.exportUnsent())
  link.download = `jalon-${today}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
