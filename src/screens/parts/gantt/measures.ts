/** Sizes of the Gantt that its parts share, in pixels. */
export const ROW = 36
export const HEADER = 56
/** The tree at the left. */
export const LEFT = 380
export const BAR = 16
/** A sheet of A4 across, within its margins, at the three quarters of size that a plan is printed in. */
export const PAPER_WIDTH = 1390
export const PAPER_ROWS = 22
/** How near to a bar's end a drag changes the end instead of moving the bar. */
export const GRIP = 8
