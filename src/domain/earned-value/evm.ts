import { ratio } from '@/domain/progress/quantities'

/** In one unit, whichever: days or money. */
export interface EarnedValueInput {
  PV: number
  EV: number
  AC: number
  BAC: number
  /** What the doers say remains; absent where nobody said. */
  ETC?: number | null | undefined
}

/** Null where it means nothing: never NaN, Infinity, or a 0 in place of unknown. */
export interface EarnedValue {
  SV: number
  CV: number
  SPI: number | null
  CPI: number | null
  /** BAC / CPI. */
  EAC_cpi: number | null
  /** AC + (BAC − EV). */
  EAC_typical: number
  /** AC + (BAC − EV) / (CPI · SPI). */
  EAC_cpi_spi: number | null
  /** AC + ETC, the French default. */
  EAC_bottom_up: number | null
  ETC_cpi: number | null
  VAC_cpi: number | null
  TCPI_bac: number | null
  TCPI_eac_cpi: number | null
}

/**
 * Earned value as product.md defines it, unrounded. Quotients are multiplied out before dividing, so that whole numbers stay whole.
 *
 * @example
 * // The worked case: B 20, C 12, R 12, PV 10, φ 40 %.
 * earnedValue({ PV: 10, EV: 8, AC: 12, BAC: 20, ETC: 12 }) // EAC 30 / 20 + 4 / 34.5 / 24, TCPI(BAC) 1.5
 */
export function earnedValue({ PV, EV, AC, BAC, ETC }: EarnedValueInput): EarnedValue {
  const isCpiKnown = AC !== 0 && EV !== 0
  const EAC_cpi = isCpiKnown ? (BAC * AC) / EV : null
  return {
    SV: EV - PV,
    CV: EV - AC,
    SPI: ratio(EV, PV),
    CPI: ratio(EV, AC),
    EAC_cpi,
    EAC_typical: AC + (BAC - EV),
    EAC_cpi_spi: isCpiKnown && PV !== 0 ? AC + ((BAC - EV) * AC * PV) / (EV * EV) : null,
    EAC_bottom_up: ETC === null || ETC === undefined ? null : AC + ETC,
    ETC_cpi: EAC_cpi === null ? null : EAC_cpi - AC,
    VAC_cpi: EAC_cpi === null ? null : BAC - EAC_cpi,
    TCPI_bac: ratio(BAC - EV, BAC - AC),
    TCPI_eac_cpi: EAC_cpi === null ? null : ratio(BAC - EV, EAC_cpi - AC),
  }
}
