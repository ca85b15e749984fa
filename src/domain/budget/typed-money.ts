const AMOUNT = /^([+-]?)(\d+)(?:[.,](\d{1,2}))?$/
/** With the narrow spaces that a copied amount holds. */
const SPACES = /[\s\u00A0\u202F]/g

/**
 * An amount as people type it, in cents; null where it is none. Spaces may stand between thousands; the comma and the point both
 * begin the cents; a minus may be the typographer's.
 *
 * @example typedMoney('1 250,5') // 125_050
 * @example typedMoney('12.345') // null: nobody can say whether it is twelve or twelve thousand
 */
export function typedMoney(text: string): number | null {
  const found = AMOUNT.exec(text.replace(SPACES, '').replace('−', '-').replace(/€$/, ''))
  if (!found) return null
  const cents = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'))
  return found[1] === '-' && cents !== 0 ? -cents : cents
}
