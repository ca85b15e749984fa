import { describe, expect, it } from 'vitest'
import { amountFrom, numberFrom, shareFrom, yesFrom } from '@/files/table/amounts'
import { guessMapping } from '@/files/table/columns'
import { dayFrom, orderShown } from '@/files/table/days'
import { linksFrom } from '@/files/table/predecessors'

const EIGHT = { hours: 8 }

describe('cells as people write them', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-23T08:00', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['Lun 23/11/26', '2026-11-23'],
    ['lun. 23/11/26 08:00', '2026-11-23'],
    ['23.11.2026', '2026-11-23'],
    ['3 février 2026', '2026-02-03'],
    ['1er août 2026', '2026-08-01'],
    ['03-mars-26', '2026-03-03'],
    ['February 3, 2026', '2026-02-03'],
    ['Lundi 23 novembre 2026 08:00', '2026-11-23'],
    ['30/02/2026', null],
    ['hier', null],
  ])('the day %s is %s', (text, day) => expect(dayFrom(text, 'day-first')).toBe(day))

  it('threat 37: 03/04 could be either, 23/11 and 11/23 could not', () => {
    expect(orderShown('03/04/2026')).toBe('either')
    expect(orderShown('23/11/2026')).toBe('day-first')
    expect(orderShown('11/23/2026')).toBe('month-first')
    expect(orderShown('05/05/2026')).toBeNull()
    expect(dayFrom('03/04/2026', 'month-first')).toBe('2026-03-04')
  })

  it.each([
    ['5', 5000, false],
    ['2,5 jours', 2500, false],
    ['5 jours?', 5000, false],
    ['3 days', 3000, false],
    ['16 h', 2000, false],
    ['16 heures', 2000, false],
    ['1 sem', 5000, false],
    ['2w', 10_000, false],
    ['1 mois', 20_000, false],
    ['30 min', 63, false],
    ['2 ed', 2000, true],
    ['2 jé', 2000, true],
    ['4 jours écoulés', 4000, true],
    ['1 234,5 j', 1_234_500, false],
  ])('%s is %d thousandths of a day', (text, thousandths, isElapsed) =>
    expect(amountFrom(text, 'day', EIGHT)).toEqual({ thousandths, isElapsed }),
  )

  it('a number is a number in both languages; a share is one of a hundred or of one; a yes is a yes', () => {
    expect([numberFrom('1 234,5'), numberFrom('1,234.5'), numberFrom('.5'), numberFrom('5a')]).toEqual([
      1234.5,
      1234.5,
      0.5,
      null,
    ])
    expect([shareFrom('40 %'), shareFrom('40'), shareFrom('0,4'), shareFrom('1'), shareFrom('140')]).toEqual([
      400,
      400,
      400,
      1000,
      null,
    ])
    expect([yesFrom('Oui'), yesFrom('x'), yesFrom('Non'), yesFrom('peut-être')]).toEqual([true, true, false, null])
    expect(amountFrom('beaucoup', 'day', EIGHT)).toBeNull()
    expect(amountFrom('5', 'hour', { hours: 7 })!.thousandths).toBe(714)
  })

  it('predecessors are read in the French and English notation, with what can not be read apart', () => {
    expect(linksFrom('5FD+2j;7', EIGHT).links).toEqual([
      { of: '5', type: 'FS', lag: 2000, lagKind: 'working' },
      { of: '7', type: 'FS', lag: 0, lagKind: 'working' },
    ])
    expect(linksFrom('3SS-1,5d, 4FF, 1.2SF+1 week', EIGHT).links).toEqual([
      { of: '3', type: 'SS', lag: -1500, lagKind: 'working' },
      { of: '4', type: 'FF', lag: 0, lagKind: 'working' },
      { of: '1.2', type: 'SF', lag: 5000, lagKind: 'working' },
    ])
    expect(linksFrom('2DD+50%;3DF+2jé', EIGHT).links).toEqual([
      { of: '2', type: 'SS', lag: 500, lagKind: 'share' },
      { of: '3', type: 'SF', lag: 2000, lagKind: 'elapsed' },
    ])
    expect(linksFrom('après la livraison', EIGHT)).toEqual({ links: [], unread: ['après la livraison'] })
  })
})

describe('what the columns say', () => {
  it("MS Project's headers are known in French and in English", () => {
    const roles = (header: string) => guessMapping({ rows: [header.split('|'), ['1', 'a']] }).roles
    expect(
      roles('N°|WBS|Nom de la tâche|Durée|Début|Fin|Prédécesseurs|Noms ressources|% achevé|Travail|Jalon'),
    ).toEqual('id number name duration start finish predecessors resources progress effort-hours milestone'.split(' '))
    expect(
      roles('ID|Outline Level|Task Name|Duration|Start|Finish|Predecessors|Resource Names|% Complete|Work'),
    ).toEqual('id level name duration start finish predecessors resources progress effort-hours'.split(' '))
    expect(roles('Code|Libellé|Charge (j)|RAF|Responsable|Échéance|Remarque')).toEqual(
      'uid name effort-days remaining owner imposed skip'.split(' '),
    )
  })

  it('without headers, the columns with days are start and finish, the one with words is the name', () => {
    const rows = [
      ['Étude', '23/11/2026', '27/11/2026'],
      ['Travaux', '30/11/2026', '04/12/2026'],
    ]
    expect(guessMapping({ rows })).toEqual({
      hasHeader: false,
      roles: ['name', 'start', 'finish'],
      dayOrder: 'day-first',
    })
  })

  it('threat 37: where every date could be either, the person is asked; one that could not settles all', () => {
    const guess = (...days: string[]) =>
      guessMapping({ rows: [['Nom', 'Début'], ...days.map((day) => ['x', day])] }).dayOrder
    expect(guess('03/04/2026', '05/06/2026')).toBeNull()
    expect(guess('03/04/2026', '25/06/2026')).toBe('day-first')
    expect(guess('03/04/2026', '06/25/2026')).toBe('month-first')
    expect(guess('2026-04-03')).toBe('day-first')
    expect(guess(...Array.from({ length: 500 }, () => '03/04/2026'), '25/06/2026')).toBe('day-first')
  })
})
