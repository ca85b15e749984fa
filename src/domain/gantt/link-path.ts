import type { LinkType } from '@/schema/dependency'

/** A bar as it is drawn: its left and right edge and the middle of its row, in pixels. */
export interface BarPlace {
  left: number
  right: number
  y: number
}

/** How far a link leaves a bar before it turns. */
const REACH = 8
/** Where a link that must go back runs, above the row that it goes to. */
const DETOUR = 13

/**
 * A link as a path of right angles, from the end of the predecessor that its type names to the end of the successor.
 *
 * @example linkPath('FS', { left: 0, right: 40, y: 16 }, { left: 80, right: 120, y: 48 }) // 'M 40 16 H 48 V 48 H 80'
 */
export function linkPath(type: LinkType, from: BarPlace, to: BarPlace): string {
  const out = type[0] === 'F' ? 1 : -1
  const into = type[1] === 'S' ? 1 : -1
  const start = out > 0 ? from.right : from.left
  const end = into > 0 ? to.left : to.right
  const turn = start + out * REACH
  const approach = end - into * REACH
  // Straight on where there is room; else down to just above the row, back, and in.
  const hasRoom = out === into && (approach - turn) * into >= 0
  if (hasRoom) return `M ${start} ${from.y} H ${turn} V ${to.y} H ${end}`
  const lane = to.y + (to.y > from.y ? -DETOUR : DETOUR)
  return `M ${start} ${from.y} H ${turn} V ${lane} H ${approach} V ${to.y} H ${end}`
}

/** The little triangle that says where a link goes. */
export function linkArrow(type: LinkType, to: BarPlace): string {
  const into = type[1] === 'S' ? 1 : -1
  const end = into > 0 ? to.left : to.right
  return `M ${end} ${to.y} l ${-into * 5} -3.5 v 7 z`
}
