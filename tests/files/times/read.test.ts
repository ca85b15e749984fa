import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTimes, type TimesEntry } from '@/files/times/read'
import { UnreadableTimes } from '@/files/times/refusal'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))))
const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string, options?: Parameters<typeof readTimes>[1]) => readTimes(bytesOf(text), options)
const sum = (entries: readonly { minutes: number }[]) => entries.reduce((total, { minutes }) => total + minutes, 0)

function refusalOf(bytes: Uint8Array): string {
  try {
    readTimes(bytes)
  } catch (problem) {
    if (problem instanceof UnreadableTimes) return problem.code
    throw problem
  }
  return 'none'
}

describe('an export of times', () => {
  it('of Toggl is read: mark of UTF-8, quoted line breaks, doubled quotes, formulas as text', () => {
    expect(readTimes(fixture('toggl-detailed.csv'))).toEqual({
      format: 'toggl',
      entries: [
        {
          date: '2026-11-16',
          user: 'Anna A.',
          project: 'Passerelle nord',
          task: 'Béton',
          minutes: 210,
          comment: 'Coffrage, "pile 2"',
        },
        {
          date: '2026-11-16',
          user: 'Anna A.',
          project: 'Passerelle nord',
          task: '',
          minutes: 84,
          comment: 'Réunion\nde chantier',
        },
        {
          date: '2026-11-17',
          user: 'Karim B.',
          project: '',
          task: '',
          minutes: 60,
          comment: '=HYPERLINK("http://x")',
        },
      ],
      ambiguous: [],
      warnings: [],
    })
  })

  it('of Clockify is read in the order that one row proves: 11/16 makes 11/03 the third of November', () => {
    const { format, entries, ambiguous } = readTimes(fixture('clockify-us.csv'))
    expect([format, ambiguous]).toEqual(['clockify', []])
    expect(entries.map(({ date, minutes }) => [date, minutes])).toEqual([
      ['2026-11-03', 90],
      ['2026-11-16', 35],
    ])
  })

  it('of Clockify in French is read: days first, decimal commas, French heads', () => {
    const { format, entries } = readTimes(fixture('clockify-fr.csv'))
    expect(format).toBe('clockify')
    expect(entries.map(({ date, minutes, task }) => [date, minutes, task])).toEqual([
      ['2026-11-16', 225, 'Béton'],
      ['2026-11-03', 30, 'Béton'],
    ])
  })

  it('of Harvest is read: first and last name, decimal commas', () => {
    const { format, entries } = readTimes(fixture('harvest.csv'))
    expect(format).toBe('harvest')
    expect(entries).toEqual([
      expect.objectContaining({ date: '2026-11-16', user: 'Anna A.', minutes: 210, comment: 'Coffrage, pile 2' }),
      expect.objectContaining({ date: '2026-11-17', task: 'Réunion', minutes: 1, comment: '' }),
    ])
  })

  it('of Kimai is read, in English and in French, in Windows-1252', () => {
    const english = readTimes(fixture('kimai.csv'))
    expect([english.format, english.entries.map(({ minutes, task }) => [minutes, task])]).toEqual([
      'kimai',
      [
        [255, 'Béton'],
        [90, 'Réunion'],
      ],
    ])
    const french = readTimes(fixture('kimai-fr-latin1.csv'))
    expect(french.format).toBe('kimai')
    expect(french.entries).toEqual([
      expect.objectContaining({ date: '2026-11-16', user: 'anna', minutes: 240, comment: 'Coffrage été' }),
      expect.objectContaining({ date: '2026-11-17', minutes: 90, comment: 'Là où c’est prêt' }),
    ])
  })

  it('of Redmine is read: localised dates, decimal commas; a line cut by a semicolon is told, not guessed', () => {
    const { format, entries, warnings } = readTimes(fixture('redmine-fr.csv'))
    expect(format).toBe('redmine')
    expect(entries.map(({ date, user, task, minutes }) => [date, user, task, minutes])).toEqual([
      ['2026-11-17', 'Anna A.', 'Évolution #123: Ferraillage de la pile', 210],
      ['2026-11-03', 'Karim B.', 'Réunion', 15],
    ])
    expect(warnings).toEqual([{ code: 'too-many-cells', line: 2, raw: '3,50' }])
    expect(readTimes(fixture('redmine-en.csv'))).toMatchObject({
      format: 'redmine',
      entries: [{ minutes: 450 }, { minutes: 30, date: '2026-11-03' }],
    })
  })

  it('of anything else is read: UTF-16 between tabs, moments without durations, nobody named', () => {
    expect(readTimes(fixture('generic-tab-utf16.csv'))).toMatchObject({
      format: 'generic',
      entries: [
        { date: '2026-11-16', user: '', minutes: 90, comment: '“Très” bien' },
        { date: '2026-11-02', minutes: 90 },
      ],
    })
    expect(readTimes(fixture('generic-moments.csv')).entries).toEqual([
      expect.objectContaining({ date: '2026-11-16', minutes: 0 }),
      expect.objectContaining({ date: '2026-11-16', user: 'Anna A.', task: 'Task 1', minutes: 60 }),
    ])
  })
})

describe('threat 37: an ambiguous date', () => {
  it('is never guessed: its row comes apart, with both readings', () => {
    const { entries, ambiguous } = readTimes(fixture('clockify-undecided.csv'))
    expect(entries.map(({ date, comment }) => [date, comment])).toEqual([['2026-05-05', 'Same both ways']])
    expect(ambiguous[1]).toEqual({
      row: 3,
      line: 3,
      raw: '03/04/2026',
      readings: { dmy: '2026-04-03', mdy: '2026-03-04' },
      user: 'Anna A.',
      project: 'Project B',
      task: 'Task 1',
      minutes: 60,
      comment: 'Working hard',
    })
  })

  it('is read as one says', () => {
    for (const [dates, day] of [
      ['dmy', '2026-04-03'],
      ['mdy', '2026-03-04'],
    ] as const) {
      const { entries, ambiguous } = readTimes(fixture('clockify-undecided.csv'), { dates })
      expect([entries.map(({ date }) => date), ambiguous]).toEqual([[day, day, '2026-05-05'], []])
    }
  })

  it('is not decided by a file whose dates prove both orders', () => {
    const { entries, ambiguous, warnings } = read('Date;Heures\n13/04/2026;1\n04/13/2026;1\n03/04/2026;1\n')
    expect(entries.map(({ date }) => date)).toEqual(['2026-04-13', '2026-04-13'])
    expect(ambiguous).toHaveLength(1)
    expect(warnings).toEqual([{ code: 'mixed-date-orders', line: 1, raw: '' }])
  })

  it.each([
    ['2026/01/31', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ['3.4.2026', '2026-04-03'],
    ['31-01-26', '2026-01-31'],
    ['lun. 2 févr. 2026', '2026-02-02'],
    ['1er mars 2026', '2026-03-01'],
    ['Jan 31, 2026', '2026-01-31'],
    ['2026-01-31T23:59:00+02:00', '2026-01-31'],
  ])('is told apart from one that is plain: %s', (written, day) => {
    expect(read(`Date;Hours\n"${written}";1\n`).entries).toMatchObject([{ date: day }])
  })

  it('or one that does not exist is told with its line', () => {
    const { entries, warnings } = read('Date;Hours\n31/04/2026;1\n2026-02-30;1\nhier;1\n;1\n')
    expect(entries).toEqual([])
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([2, 3, 4, 5].map((line) => ['date', line]))
  })
})

describe('a duration', () => {
  const minutesOf = (head: string, ...cells: string[]) =>
    read(`Date\t${head}\n${cells.map((cell) => `2026-01-31\t${cell}\n`).join('')}`).entries.map(
      ({ minutes }) => minutes,
    )

  it('is read in every way that people write it', () => {
    const written = ['01:30:00', '1:30', '1h30', '1 h 30 min', '90 min', '1,5 h', 'PT1H30M', '1h', '2h05']
    expect(minutesOf('Durée', ...written)).toEqual([90, 90, 90, 90, 90, 90, 90, 60, 125])
  })

  it('in plain numbers is what the head says, else what all the numbers of the column can only be', () => {
    expect(minutesOf('Heures', '1,5', '0.25', '8')).toEqual([90, 15, 480])
    expect(minutesOf('Minutes', '90', '8')).toEqual([90, 8])
    expect(minutesOf('Secondes', '5400')).toEqual([90])
    expect(minutesOf('Duration', '3600', '5400', '900')).toEqual([60, 90, 15])
    expect(minutesOf('Duration', '7', '1,25')).toEqual([420, 75])
    expect(minutesOf('Durée (h)', '30', '26')).toEqual([1800, 1560])
  })

  it('in plain numbers that could be minutes or seconds is not guessed, unless the times of day beside it tell', () => {
    expect(read('Date;Duration\n2026-01-31;900\n').warnings).toEqual([{ code: 'unit-unknown', line: 2, raw: '900' }])
    const beside = read('Date;From;To;Duration\n2026-01-31;09:00;09:15;900\n2026-01-31;09:00;09:20;1200\n')
    expect(beside.entries.map(({ minutes }) => minutes)).toEqual([15, 20])
  })

  it('that is negative or no duration is told with its line', () => {
    const { warnings } = read('Date;Hours\n2026-01-31;-1\n2026-01-31;beaucoup\n2026-01-31;\n2026-01-31;1e308\n')
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([
      ['negative', 2],
      ['duration', 3],
      ['duration', 4],
      ['duration', 5],
    ])
  })

  it('is rounded to the nearest minute, and a person’s sum stays within a minute of the file’s', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 86_399 }), { minLength: 1, maxLength: 200 }), (seconds) => {
        const clock = (of: number) =>
          [of / 3600, (of / 60) % 60, of % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
        const { entries } = read(`Date,Duration\n${seconds.map((of) => `2026-01-31,${clock(of)}\n`).join('')}`)
        expect(entries).toHaveLength(seconds.length)
        expect(Math.abs(sum(entries) - seconds.reduce((all, of) => all + of, 0) / 60)).toBeLessThanOrEqual(1)
        for (const [index, { minutes }] of entries.entries())
          expect(Math.abs(minutes - seconds[index]! / 60)).toBeLessThan(2)
      }),
    )
  })
})

describe('threat 37: a file of times', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\p{C}]/gu, '').trim())
  const entry = fc.record<TimesEntry>({
    date: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    user: cell,
    project: cell,
    task: cell,
    minutes: fc.integer({ min: 0, max: 1440 }),
    comment: fc.array(cell, { maxLength: 3 }).map((lines) => lines.join('\n').trim()),
  })

  it.each([',', ';', '\t'])('written between %j and read again is the same, in the same order', (delimiter) => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const lines = entries.map(({ date, user, project, task, minutes, comment }) =>
          [date, user, project, task, String(minutes), comment].map(quoted).join(delimiter),
        )
        const text = [['Date', 'User', 'Project', 'Task', 'Minutes', 'Comment'].join(delimiter), ...lines].join('\r\n')
        expect(read(text)).toEqual({ format: 'generic', entries, ambiguous: [], warnings: [] })
      }),
    )
  })

  it('read twice says the same', () => {
    expect(readTimes(fixture('kimai.csv'))).toEqual(readTimes(fixture('kimai.csv')))
  })

  it('may begin with a title, a period or sep=, and end in any way', () => {
    const { entries } = read('sep=;\r\nRapport de temps\r\n\r\nDate;Projet;Heures\r\n2026-01-31;A;1\r\n\r\n')
    expect(entries).toMatchObject([{ project: 'A', minutes: 60 }])
    expect(read('Date;Hours\r2026-01-31;1\r2026-02-01;2').entries).toHaveLength(2)
  })

  it('with quotes that nothing closes loses no other line', () => {
    const { entries, warnings } = read('Date,Hours,Comment\n2026-01-31,1,"open\n2026-02-01,2,fine\n2026-02-02,3,"ok"\n')
    expect(entries.map(({ comment }) => comment)).toEqual(['"open', 'fine', 'ok'])
    expect(warnings).toMatchObject([{ code: 'stray-quote', line: 2 }])
    expect(read('Date,Hours,Comment\n2026-01-31,1,"a 12" tube"\n').entries).toMatchObject([{ comment: 'a 12" tube' }])
  })

  it('with NUL or a cell of ten million letters is read, and its line told', () => {
    const { entries, warnings } = read(`Date,Hours,Comment\n2026-01-31,1,a\u0000b\n2026-01-31,1,${'x'.repeat(1e7)}\n`)
    expect(entries.map(({ comment }) => comment.length)).toEqual([2, 1e7])
    expect(warnings).toEqual([{ code: 'control-characters', line: 2, raw: 'ab' }])
  })

  it.each([
    ['', 'empty'],
    ['\n \n', 'empty'],
    ['PK\u0003\u0004whatever', 'workbook'],
    ['<!DOCTYPE html><html></html>', 'not-a-table'],
    ['<?xml version="1.0"?><a/>', 'not-a-table'],
    ['{"date":"2026-01-31"}', 'not-a-table'],
    ['Date\n2026-01-31\n', 'one-column'],
    ['a,b\n1,2\n', 'no-columns'],
    ['\u0000\u0001\u0002\u0003,\u0000\u0001', 'not-text'],
  ])('that is none is refused: %j', (text, code) => {
    expect(refusalOf(bytesOf(text))).toBe(code)
  })

  it('of any bytes is read or refused with a code, never more', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void refusalOf(bytes)))
    const letters = fc.string({ unit: fc.constantFrom('"', ',', '\n', '1', 'D', '/', '\r', 'x'), maxLength: 60 })
    fc.assert(fc.property(letters, (text) => void read(`Date,Hours,Comment\n${text}`)))
  })

  it('of 500,000 lines takes time in proportion, even when every line has stray quotes', { timeout: 60_000 }, () => {
    for (const [comment, count] of [
      ['"plain, cell"', 500_000],
      ['""a', 100_000],
      ['"open', 100_000],
    ] as const) {
      const line = `2026-01-31,1.5,${comment}\n`
      const startedAt = performance.now()
      const { entries } = read(`Date,Hours,Comment\n${line.repeat(count)}"x`)
      expect(entries.length).toBe(count)
      expect(performance.now() - startedAt).toBeLessThan(20_000)
    }
  })
})
