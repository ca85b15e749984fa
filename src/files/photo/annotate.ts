import { lineWidth, markPath, type PhotoMark } from './marks'

const LONGEST_SIDE = 1600
const QUALITY = 0.9
/** A light edge under the mark, so that it is seen on dark and on red alike. */
const EDGE = 2.2

/** The photo with its marks drawn into it, in this colour. Throws when the file is not a picture that this browser can read. */
export async function annotatePhoto(picture: Blob, marks: readonly PhotoMark[], colour: string): Promise<Blob> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser cannot draw pictures.')
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    for (const mark of marks) drawMark(context, mark, colour)
    return await encoded(canvas)
  } finally {
    bitmap.close()
  }
}

function drawMark(context: CanvasRenderingContext2D, mark: PhotoMark, colour: string) {
  const { width, height } = context.canvas
  const path = new Path2D(markPath(mark, width, height))
  context.lineCap = 'round'
  context.lineJoin = 'round'
  const line = lineWidth(width, height)
  for (const [thickness, ink] of [
    [line * EDGE, 'white'],
    [line, colour],
  ] as const) {
    context.lineWidth = thickness
    context.strokeStyle = ink
    context.stroke(path)
  }
}

function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const keep = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('The picture could not be encoded.')))
    canvas.toBlob(keep, 'image/jpeg', QUALITY)
  })
}
