/** What somebody drew on a photo: from one point to another, as shares of its width and height (0–1). */
export interface PhotoMark {
  kind: 'arrow' | 'circle'
  from: Point
  to: Point
}

export interface Point {
  x: number
  y: number
}

/** Side of the arrow's head and width of a line, as shares of the photo's longer side. */
const HEAD = 0.05
const LINE = 0.008
const HEAD_ANGLE = Math.PI / 7

/** The two ends of an arrow's head, in pixels of a photo of this size. */
export function arrowHead(from: Point, to: Point, side: number): readonly [Point, Point] {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const end = (turn: number) => ({
    x: to.x - side * HEAD * Math.cos(angle + turn),
    y: to.y - side * HEAD * Math.sin(angle + turn),
  })
  return [end(-HEAD_ANGLE), end(HEAD_ANGLE)]
}

/**
 * A mark as an SVG path for a photo of this size in pixels: an arrow that ends where the finger did, or an ellipse within
 * the two points.
 *
 * @example markPath({ kind: 'circle', from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }, 100, 100) // 'M 0 50 A 50 50 0 1 0 100 50 …'
 */
export function markPath({ kind, from, to }: PhotoMark, width: number, height: number): string {
  const [start, end] = [
    { x: from.x * width, y: from.y * height },
    { x: to.x * width, y: to.y * height },
  ]
  if (kind === 'circle') return ellipse(start, end)
  const [left, right] = arrowHead(start, end, Math.max(width, height))
  return `M ${at(start)} L ${at(end)} M ${at(left)} L ${at(end)} L ${at(right)}`
}

function ellipse(one: Point, other: Point): string {
  const [rx, ry] = [Math.abs(other.x - one.x) / 2, Math.abs(other.y - one.y) / 2]
  const [left, right, middle] = [Math.min(one.x, other.x), Math.max(one.x, other.x), (one.y + other.y) / 2]
  const arc = (x: number) => `A ${round(rx)} ${round(ry)} 0 1 0 ${round(x)} ${round(middle)}`
  return `M ${round(left)} ${round(middle)} ${arc(right)} ${arc(left)}`
}

const at = (point: Point) => `${round(point.x)} ${round(point.y)}`
const round = (value: number) => Math.round(value * 10) / 10

/** Width of a mark's line in pixels of the photo. */
export const lineWidth = (width: number, height: number) => Math.max(2, Math.max(width, height) * LINE)

/** A press that did not move marks nothing: too small to be seen, or a slip of the finger. */
export const isVisible = ({ from, to }: PhotoMark) => Math.hypot(to.x - from.x, to.y - from.y) > 0.03
