const KEPT_MS = 60_000

/** Hands the person a file, under a name that every system takes. */
export function handFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = safeName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}

/** @example safeName('Lot 1/2: pile.xlsx') // 'Lot 1-2- pile.xlsx' */
export function safeName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '-').replace(/^[. -]+/, '')
  const dot = clean.lastIndexOf('.')
  return dot > 80 ? `${clean.slice(0, 80)}${clean.slice(dot)}` : clean || 'jalon'
}
