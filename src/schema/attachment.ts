import * as v from 'valibot'
import { line, recordId } from './brands'

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export const PHOTO_MAX_BYTES = 2_000_000

/** A photo of a flag. The row arrives with its file, after the flag that announced it. */
export const attachment = v.looseObject({
  id: recordId,
  project: recordId,
  flag: recordId,
  author: recordId,
  /** Stored file name on the server. */
  file: line(255),
  /** SHA-256 of the file, lower-case hexadecimal, computed where the photo was made. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256')),
})
export type Attachment = v.InferOutput<typeof attachment>
