/** Longest side of a kept photo, in pixels, and the most it may weigh. */
const LONGEST_SIDE = 1600
const MAX_BYTES = 300_000
const QUALITIES = [0.82, 0.7, 0.55, 0.4]

export interface ShrunkPhoto {
  blob: Blob
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  sha256: string
}

/**
 * A photo as it will travel: at most 1600 px and about 300 kB, JPEG, drawn anew, so that no EXIF, and with it no GPS
 * position, can follow it. Orientation is applied before it is lost.
 * Throws when the file is not a picture that this browser can read.
 */
export async function shrinkPhoto(picture: Blob): Promise<ShrunkPhoto> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' })
  try {
    const blob = await smallEnough(bitmap)
    return { blob, sha256: await sha256(blob) }
  } finally {
    bitmap.close()
  }
}

async function smallEnough(bitmap: ImageBitmap): Promise<Blob> {
  let side = LONGEST_SIDE
  for (;;) {
    const canvas = drawn(bitmap, side)
    for (const quality of QUALITIES) {
      const blob = await encode(canvas, quality)
      if (blob.size <= MAX_BYTES || (side <= 400 && quality === QUALITIES.at(-1))) return blob
    }
    side = Math.round(side * 0.75)
  }
}

function drawn(bitmap: ImageBitmap, longestSide: number): HTMLCanvasElement {
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw pictures.')
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be encoded.'))),
      'image/jpeg',
      quality,
    )
  })
}

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
