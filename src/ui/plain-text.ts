/**
 * Text that a library may insert as HTML, with what makes markup of it replaced by look-alikes.
 * @example plainText('<img onerror=alert(1)>') // '‹img onerror=alert(1)›'
 */
export function plainText(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆').replaceAll('"', '”').replaceAll("'", '’')
}
