import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { earnedSchedule } from '@/domain/earned-value/earned-schedule'
import { earnedValue } from '@/domain/earned-value/evm'

describe('earned value', () => {
  it('reproduces the worked case to the last digit', () => {
    expect(earnedValue({ PV: 10, EV: 8, AC: 12, BAC: 20, ETC: 12 })).toEqual({
      SV: -2,
      CV: -4,
      SPI: 0.8,
      CPI: 8 / 12,
      EAC_cpi: 30,
      EAC_typical: 24,
      EAC_cpi_spi: 34.5,
      EAC_bottom_up: 24,
      ETC_cpi: 18,
      VAC_cpi: -10,
      TCPI_bac: 1.5,
      TCPI_eac_cpi: 12 / 18,
    })
  })

  it.each([
    // A text-book project of 100,000 at its half: late and dear.
    [
      { PV: 50_000, EV: 40_000, AC: 60_000, BAC: 100_000 },
      { SV: -10_000, CV: -20_000, SPI: 0.8, EAC_cpi: 150_000, TCPI_bac: 1.5 },
    ],
    // Ahead and cheap.
    [
      { PV: 40, EV: 50, AC: 40, BAC: 100 },
      { SV: 10, CV: 10, SPI: 1.25, CPI: 1.25, EAC_cpi: 80, VAC_cpi: 20 },
    ],
    // Exactly as planned.
    [
      { PV: 30, EV: 30, AC: 30, BAC: 60 },
      { SPI: 1, CPI: 1, EAC_cpi: 60, EAC_typical: 60, EAC_cpi_spi: 60, TCPI_bac: 1 },
    ],
  ])('agrees with the text-book %j', (input, expected) => {
    expect(earnedValue(input)).toMatchObject(expected)
  })

  it('is unknown where it means nothing: nothing planned, spent, earned or left (threat 57)', () => {
    expect(earnedValue({ PV: 0, EV: 5, AC: 5, BAC: 10 })).toMatchObject({ SPI: null, EAC_cpi_spi: null, CPI: 1 })
    expect(earnedValue({ PV: 5, EV: 5, AC: 0, BAC: 10 })).toMatchObject({
      CPI: null,
      EAC_cpi: null,
      TCPI_eac_cpi: null,
    })
    expect(earnedValue({ PV: 5, EV: 0, AC: 5, BAC: 10 })).toMatchObject({ CPI: 0, EAC_cpi: null, VAC_cpi: null })
    expect(earnedValue({ PV: 5, EV: 5, AC: 10, BAC: 10 })).toMatchObject({ TCPI_bac: null })
    expect(earnedValue({ PV: 5, EV: 5, AC: 5, BAC: 10 })).toMatchObject({ EAC_bottom_up: null })
  })

  it('never answers NaN or Infinity, and its identities hold whatever the figures (threat 57)', () => {
    const amount = fc.nat(1_000_000)
    fc.assert(
      fc.property(amount, amount, amount, amount, fc.option(amount), (PV, EV, AC, BAC, ETC) => {
        const all = earnedValue({ PV, EV, AC, BAC, ETC })
        for (const value of Object.values(all)) expect(value === null || Number.isFinite(value)).toBe(true)
        expect(all.SV - all.CV).toBe(AC - PV)
        if (all.EAC_cpi !== null) {
          expect(all.ETC_cpi! + AC).toBeCloseTo(all.EAC_cpi, 6)
          expect(all.VAC_cpi! + all.EAC_cpi).toBeCloseTo(BAC, 6)
          expect(all.EAC_cpi * all.CPI!).toBeCloseTo(BAC, 3)
        }
        // Going on at the pace so far reaches what that pace lands on: the index to come is the index so far.
        if (all.TCPI_eac_cpi !== null && EV < BAC) expect(all.TCPI_eac_cpi / all.CPI!).toBeCloseTo(1, 6)
      }),
    )
  })
})

describe('earned schedule', () => {
  const pv = [10, 30, 60, 100]
  it('interpolates within the period that earned so much (the worked example)', () => {
    const found = earnedSchedule({ pv, ev: 45, at: 3, plannedDuration: 4 })
    expect(found).toMatchObject({ ES: 2.5, SVt: -0.5, IEACt: 4.8 })
    expect(found.SPIt).toBe(2.5 / 3)
  })

  it('still shows late a project that ended late', () => {
    expect(earnedSchedule({ pv, ev: 100, at: 6, plannedDuration: 4 })).toEqual({
      ES: 4,
      SVt: -2,
      SPIt: 4 / 6,
      IEACt: 6,
    })
  })

  it('knows the first period, idle ones, and what is unknown (threat 57)', () => {
    expect(earnedSchedule({ pv, ev: 5, at: 1, plannedDuration: 4 }).ES).toBe(0.5)
    expect(earnedSchedule({ pv: [10, 10, 20, 20], ev: 10, at: 2, plannedDuration: 3 }).ES).toBe(2)
    expect(earnedSchedule({ pv: [10, 20, 20], ev: 20, at: 3, plannedDuration: 2 }).ES).toBe(2)
    expect(earnedSchedule({ pv, ev: 0, at: 0, plannedDuration: 4 })).toEqual({ ES: 0, SVt: 0, SPIt: null, IEACt: null })
    expect(earnedSchedule({ pv: [], ev: 5, at: 1, plannedDuration: 4 })).toEqual({
      ES: 0,
      SVt: -1,
      SPIt: 0,
      IEACt: null,
    })
  })

  it('grows with what is earned and stays within the plan', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 12 }), fc.nat(600), fc.nat(50), (steps, ev, more) => {
        const cumulative = steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0))
        const at = (earned: number) => earnedSchedule({ pv: cumulative, ev: earned, at: 1, plannedDuration: 1 }).ES
        expect(at(ev)).toBeGreaterThanOrEqual(0)
        expect(at(ev)).toBeLessThanOrEqual(steps.length)
        expect(at(ev + more)).toBeGreaterThanOrEqual(at(ev))
      }),
    )
  })
})
