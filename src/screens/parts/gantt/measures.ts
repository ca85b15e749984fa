/** Sizes of the Gantt that its parts share, in pixels. */
export const ROW = 36
export const HEADER = 56
/** The tree at the left. */
export const LEFT = 380
export const BAR = 16
/** How near to a bar's end a drag changes the end instead of moving the bar. */
export const GRIP = 8
