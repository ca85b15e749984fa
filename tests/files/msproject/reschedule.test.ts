import { describe, expect, it } from 'vitest'
import { readPlan } from '@/files/msproject/read'
import { reschedule } from '@/files/msproject/reschedule'
import { dateText } from '@/files/msproject/values'
import { after, planFile, project, read, task, tasks } from './plan-files'

/** 2026-11-23 is a Monday; office hours 8 to 12 and 13 to 17. "23 08:00 > 23 17:00 *": day and time, * = critical. */
function dates(xml: string): Record<string, string> {
  const result = reschedule(read(xml).plan)
  if (!result.ok) return { problem: JSON.stringify(result.problem) }
  const short = (instant: number | null) => (instant === null ? '-' : dateText(instant).slice(8, 16).replace('T', ' '))
  return Object.fromEntries(
    result.tasks.map(({ uid, start, finish, critical }) => [
      uid,
      `${short(start)} > ${short(finish)}${critical ? ' *' : ''}`,
    ]),
  )
}
const constraint = (type: number, date: string) =>
  `<ConstraintType>${type}</ConstraintType><ConstraintDate>${date}</ConstraintDate>`
const level = (number: number) => `<OutlineLevel>${number}</OutlineLevel>`

describe('rescheduling as MS Project does', () => {
  it('a task ends at the end of a working interval, the next starts at the start of one; a milestone stands between', () => {
    expect(dates(tasks(task(1, 40), task(2, 0, after(1)), task(3, 4, after(2)), task(4, 5, after(1))))).toEqual({
      1: '23 08:00 > 27 17:00 *',
      2: '27 17:00 > 27 17:00',
      3: '30 08:00 > 30 12:00',
      4: '30 08:00 > 30 14:00 *',
    })
  })

  it.each([
    ['FS and two days', after(1, 1, 9600), '27 08:00 > 27 17:00'],
    ['FS less a day', after(1, 1, -4800), '24 08:00 > 24 17:00'],
    ['SS and a day', after(1, 3, 4800), '24 08:00 > 24 17:00'],
    ['FF and four hours', after(1, 0, 2400), '24 13:00 > 25 12:00'],
    ['SF and three days', after(1, 2, 14_400), '25 08:00 > 25 17:00'],
    ['an overlap beyond the start', after(1, 1, -480_000), '23 08:00 > 23 17:00'],
    ['two elapsed days', after(1, 1, 28_800, 8), '27 08:00 > 27 17:00'],
    ['half of the first', after(1, 1, 50, 19), '26 08:00 > 26 17:00'],
    ['an eighth of it, elapsed', after(1, 1, 12.5, 20), '25 08:00 > 25 17:00'],
  ])('%s', (_, link, expected) => {
    expect(dates(tasks(task(1, 16), task(2, 8, link)))['2']!.replace(' *', '')).toBe(expected)
  })

  it.each([
    ['SNET', 4, '2026-11-25T08:00:00', '25 08:00 > 25 17:00'],
    ['SNET on a Saturday', 4, '2026-11-28T08:00:00', '30 08:00 > 30 17:00 *'],
    ['FNET', 6, '2026-11-26T17:00:00', '26 08:00 > 26 17:00'],
    ['MSO', 2, '2026-11-26T08:00:00', '26 08:00 > 26 17:00 *'],
    ['MFO', 3, '2026-11-26T17:00:00', '26 08:00 > 26 17:00 *'],
    ['SNLT, met', 5, '2026-11-26T08:00:00', '23 08:00 > 23 17:00'],
    ['ALAP', 1, '', '27 08:00 > 27 17:00 *'],
  ])('%s', (_, type, date, expected) => {
    expect(dates(tasks(task(1, 40), task(2, 8, constraint(type, date))))['2']).toBe(expected)
  })

  it('an imposed date makes critical what misses it, and moves nothing', () => {
    expect(dates(tasks(task(1, 40), task(2, 8, '<Deadline>2026-11-23T12:00:00</Deadline>')))['2']).toBe(
      '23 08:00 > 23 17:00 *',
    )
  })

  it('summaries roll up, hold what follows and pass on what holds them; task 0 is the whole', () => {
    expect(
      dates(
        tasks(
          `<Task><UID>0</UID><Name>All</Name>${level(0)}</Task>`,
          task(1, 8, level(1)),
          task(2, 0, level(1) + after(1)),
          task(3, 8, level(2)),
          task(4, 16, level(2)),
          task(5, 0, level(1) + after(2)),
        ),
      ),
    ).toEqual({
      0: '23 08:00 > 25 17:00 *',
      1: '23 08:00 > 23 17:00 *',
      2: '24 08:00 > 25 17:00 *',
      3: '24 08:00 > 24 17:00',
      4: '24 08:00 > 25 17:00 *',
      5: '25 17:00 > 25 17:00 *',
    })
  })

  it('elapsed durations run day and night; dates alone make a duration', () => {
    const alone =
      '<Task><UID>2</UID><OutlineLevel>1</OutlineLevel><Start>2026-11-23T08:00:00</Start><Finish>2026-11-24T17:00:00</Finish></Task>'
    expect(dates(tasks(task(1, 48, '<DurationFormat>8</DurationFormat>'), alone))).toEqual({
      1: '23 08:00 > 25 08:00 *',
      2: '23 08:00 > 24 17:00 *',
    })
  })

  it('manual, inactive and done tasks keep their dates; what is begun keeps its start', () => {
    const dated = (start: string, finish: string) => `<Start>2026-11-${start}</Start><Finish>2026-11-${finish}</Finish>`
    expect(
      dates(
        tasks(
          task(1, 8, `<Manual>1</Manual>${dated('28T09:00:00', '28T18:00:00')}`),
          task(2, 8, after(1)),
          task(3, 8, `<Active>0</Active>${dated('25T08:00:00', '25T17:00:00')}`),
          task(4, 8, after(3)),
          task(
            5,
            8,
            '<ActualStart>2026-11-16T08:00:00</ActualStart><ActualFinish>2026-11-17T12:00:00</ActualFinish><PercentComplete>100</PercentComplete>',
          ),
          task(6, 16, '<ActualStart>2026-11-24T08:00:00</ActualStart><RemainingDuration>PT8H0M0S</RemainingDuration>'),
          task(
            7,
            16,
            '<ActualStart>2026-11-24T08:00:00</ActualStart><RemainingDuration>PT8H0M0S</RemainingDuration><Stop>2026-11-24T17:00:00</Stop><Resume>2026-11-27T08:00:00</Resume>',
          ),
        ),
      ),
    ).toEqual({
      1: '28 09:00 > 28 18:00 *',
      2: '30 08:00 > 30 17:00 *',
      3: '25 08:00 > 25 17:00',
      4: '23 08:00 > 23 17:00',
      5: '16 08:00 > 17 12:00',
      6: '24 08:00 > 25 17:00',
      7: '24 08:00 > 27 17:00',
    })
  })

  it('people, holidays and shares: the worked file', () => {
    const result = reschedule(readPlan(planFile('office.xml')).plan)
    expect(
      result.ok && result.tasks.map(({ uid, start, finish }) => `${uid} ${dateText(start!)} ${dateText(finish!)}`),
    ).toEqual([
      '0 2026-11-23T08:00:00 2026-12-02T17:00:00',
      '1 2026-11-23T08:00:00 2026-12-02T17:00:00',
      '2 2026-11-23T08:00:00 2026-11-25T17:00:00',
      '3 2026-11-25T17:00:00 2026-11-27T17:00:00',
      '4 2026-12-01T08:00:00 2026-12-02T17:00:00',
      '6 2026-12-02T08:00:00 2026-12-02T17:00:00',
      '7 2026-12-02T17:00:00 2026-12-02T17:00:00',
    ])
  })

  it('planned from the finish, everything is as late as it can be', () => {
    const head =
      '<ScheduleFromStart>0</ScheduleFromStart><StartDate>2026-11-23T08:00:00</StartDate><FinishDate>2026-11-27T17:00:00</FinishDate>'
    const late = '<ConstraintType>1</ConstraintType>'
    expect(dates(project(`<Tasks>${task(1, 8, late)}${task(2, 8, late + after(1))}</Tasks>`, head))).toEqual({
      1: '26 08:00 > 26 17:00 *',
      2: '27 08:00 > 27 17:00 *',
    })
  })

  it('refuses a loop with its path, and a plan that starts nowhere', () => {
    expect(dates(tasks(task(1, 8, after(2)), task(2, 8, after(1))))['problem']).toContain('"path":["1","2"]')
    expect(dates(project(`<Tasks>${task(1, 8)}</Tasks>`, ''))['problem']).toContain('no-start')
  })

  const days = (working: number[], from: string, to: string) =>
    working
      .map(
        (day) =>
          `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>${from}</FromTime><ToTime>${to}</ToTime></WorkingTime></WorkingTimes></WeekDay>`,
      )
      .join('')
  const calendar = (uid: number, base: number, inside: string) =>
    `<Calendar><UID>${uid}</UID><Name>C${uid}</Name><IsBaseCalendar>${base < 0 ? 1 : 0}</IsBaseCalendar><BaseCalendarUID>${base}</BaseCalendarUID>${inside}</Calendar>`

  it('calendars: nights to midnight, days of type 0, yearly exceptions, a base behind a base', () => {
    const exceptions =
      '<Exceptions><Exception><TimePeriod><FromDate>2020-01-01T00:00:00</FromDate><ToDate>2030-12-31T23:59:00</ToDate></TimePeriod><Type>2</Type><Month>10</Month><MonthDay>24</MonthDay><DayWorking>0</DayWorking></Exception></Exceptions>'
    const off =
      '<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-11-25T00:00:00</FromDate><ToDate>2026-11-25T23:59:00</ToDate></TimePeriod></WeekDay>'
    const calendars =
      calendar(1, -1, `<WeekDays>${days([2, 3, 4, 5, 6], '20:00:00', '00:00:00')}</WeekDays>${exceptions}`) +
      calendar(2, 1, `<WeekDays>${off}</WeekDays>`)
    const xml = project(
      `<CalendarUID>1</CalendarUID><Calendars>${calendars}</Calendars><Tasks>${task(1, 8)}${task(2, 8, '<CalendarUID>2</CalendarUID>')}</Tasks>`,
    )
    expect(dates(xml)).toEqual({ 1: '23 20:00 > 26 00:00', 2: '23 20:00 > 27 00:00 *' })
  })

  it('a task with a calendar and people works when both do; with a fixed duration, people are not asked', () => {
    const calendars =
      calendar(1, -1, `<WeekDays>${days([2, 3, 4, 5, 6], '08:00:00', '16:00:00')}</WeekDays>`) +
      calendar(2, -1, `<WeekDays>${days([3, 5], '12:00:00', '20:00:00')}</WeekDays>`)
    const people = '<Resources><Resource><UID>9</UID><Type>1</Type><CalendarUID>2</CalendarUID></Resource></Resources>'
    const assigned = [1, 2, 3].map(
      (uid) =>
        `<Assignment><UID>${uid}</UID><TaskUID>${uid}</TaskUID><ResourceUID>9</ResourceUID><Units>1</Units></Assignment>`,
    )
    const all = task(1, 8, '<CalendarUID>1</CalendarUID>') + task(2, 8) + task(3, 8, '<Type>1</Type>')
    // The days left out of a base are those of the standard week: closed here.
    const closed = calendars
      .replaceAll(
        '</WeekDays>',
        [1, 2, 4, 6, 7]
          .map((day) => `<WeekDay><DayType>${day}</DayType><DayWorking>0</DayWorking></WeekDay>`)
          .join('') + '</WeekDays>',
      )
      .replace(/(C1.*?)<WeekDay><DayType>1<.*?<\/WeekDays>/, '$1</WeekDays>')
    expect(
      dates(
        project(
          `<CalendarUID>1</CalendarUID><Calendars>${closed}</Calendars><Tasks>${all}</Tasks>${people}<Assignments>${assigned.join('')}</Assignments>`,
        ),
      ),
    ).toEqual({
      1: '24 12:00 > 26 16:00 *',
      2: '24 12:00 > 24 20:00',
      3: '23 08:00 > 23 16:00',
    })
  })
})
