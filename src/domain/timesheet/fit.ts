export interface Share {
  task: string
  effort: number
}

/**
 * Shares of one day made to fit its room, in steps: in proportion, what is lost by rounding given back to those who lost most.
 * Never more than the room; shares that come to nothing are left out. Thousandths of a day.
 *
 * @example fitDay([{ task: 'a', effort: 750 }, { task: 'b', effort: 250 }], 500, 250) // a 500 (b comes to nothing)
 */
export function fitDay(shares: readonly Share[], room: number, step: number): Share[] {
  const unit = step > 0 ? step : 1
  const wanted = shares.reduce((sum, share) => sum + share.effort, 0)
  if (wanted <= 0 || room < unit) return []
  const scale = Math.min(1, room / wanted)
  const exact = shares.map((share) => ({ ...share, exact: share.effort * scale }))
  const floored = exact.map((share) => ({ ...share, effort: Math.floor(share.exact / unit) * unit }))
  const whole = Math.min(Math.floor(room / unit), Math.round(wanted / unit)) * unit
  let spare = whole - floored.reduce((sum, share) => sum + share.effort, 0)
  for (const share of floored.toSorted((a, b) => lost(b) - lost(a) || (a.task < b.task ? -1 : 1))) {
    if (spare < unit) break
    share.effort += unit
    spare -= unit
  }
  return floored.filter(({ effort }) => effort > 0).map(({ task, effort }) => ({ task, effort }))
}

const lost = (share: { exact: number; effort: number }) => share.exact - share.effort
