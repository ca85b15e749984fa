import { describe, expect, it } from 'vitest'
import { settleDurations } from '@/files/msproject/durations'
import { readPlan } from '@/files/msproject/read'
import { draftOfPlan } from '@/files/preview/draft-of-plan'
import { reschedule } from '@/files/msproject/reschedule'
import { dateText } from '@/files/msproject/values'
import { after, bytes, project, read, task, tasks } from './plan-files'

/** What the tools write, each in its way: all of it is one plan. */
describe('the ways that tools write', () => {
  const plain = tasks(task(1, 8), task(2, 8, after(1)))
  const told = ({ plan, warnings }: ReturnType<typeof readPlan>) => [
    plan.tasks.length,
    plan.tasks[1]?.links.length,
    warnings,
  ]

  it('a mark before, a comment before the root, a prefix on every element, UTF-16', () => {
    const prefixed = plain
      .replace(/<(\/?)(\w+)/g, '<$1m:$2')
      .replace('<?xml', '<?xml')
      .replace('xmlns=', 'xmlns:m=')
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...[...plain.replace('UTF-8', 'UTF-16')].flatMap((one) => [one.charCodeAt(0), 0]),
    ])
    for (const file of [
      bytes(`\uFEFF${plain}`),
      bytes(plain.replace('\n', '\n<!-- by hand -->\n')),
      bytes(prefixed.replace('<m:?xml', '<?xml')),
      wide,
    ])
      expect(told(readPlan(file))).toEqual([2, 1, []])
  })

  it('blank lines are told and left out; a summary needs no flag, and one without anything below is a task', () => {
    const { plan, warnings } = read(
      tasks(
        '<Task><UID>9</UID><ID>9</ID><IsNull>1</IsNull></Task>',
        task(1, 8),
        task(2, 8, '<OutlineLevel>2</OutlineLevel>'),
        task(3, 8, '<Summary>1</Summary>'),
      ),
    )
    expect(plan.tasks.map(({ summary }) => summary)).toEqual([true, false, false])
    expect(warnings).toEqual([{ code: 'null-task', uid: '9' }])
  })

  it('TaskJuggler: days without durations, work day by day, links on a later line, dates of assignments in small letters', () => {
    const day = (type: number, hours: number) =>
      `<TimephasedData><UID>0</UID><Type>${type}</Type><Unit>2</Unit><Value>PT${hours}H0M0S</Value></TimephasedData>`
    const dated = (uid: number, from: string, to: string, more = '') =>
      `<Task><UID>${uid}</UID><Name>T${uid}</Name><OutlineLevel>1</OutlineLevel><Start>${from}</Start><Finish>${to}</Finish><Manual>1</Manual><Milestone>0</Milestone>${more}</Task>`
    const put = `<Assignments><Assignment><UID>0</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID>
      <start>2026-11-02T08:00:00</start><finish>2026-11-03T12:00:00</finish>${day(2, 8)}${day(1, 4)}${day(3, 2)}</Assignment></Assignments>`
    const { plan, warnings } = read(
      project(
        `<Tasks>${dated(1, '2026-11-02T08:00:00', '2026-11-03T12:00:00')}${dated(2, '2026-11-06T13:00:00', '2026-11-09T12:00:00', after(1))}</Tasks>
         <Resources><Resource><UID>1</UID><ID>1</ID><Name>Anna</Name><Type>1</Type></Resource></Resources>${put}`,
      ),
    )
    expect(warnings).toEqual([])
    expect(plan.tasks.map(({ duration }) => duration)).toEqual([null, null])
    settleDurations(plan)
    // A day and a half of working time; half of Friday and half of Monday, over a week-end.
    expect(plan.tasks.map(({ duration }) => duration)).toEqual([12 * 3600, 8 * 3600])
    expect(plan.assignments[0]).toMatchObject({ work: 12 * 3600, resourceUid: '1' })
    expect(dateText(plan.assignments[0]!.finish!)).toBe('2026-11-03T12:00:00')
  })

  it('the nameless resource of MS Project 2003 with its missing calendar is nobody, and no trouble', () => {
    const resource =
      '<Resources><Resource><UID>0</UID><ID>0</ID><Type>1</Type><CalendarUID>2</CalendarUID></Resource></Resources>'
    const put =
      '<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID><Work>PT0H0M0S</Work></Assignment></Assignments>'
    const { plan, warnings } = read(project(`<Tasks>${task(1, 8)}</Tasks>${resource}${put}`))
    expect(plan.assignments[0]!.resourceUid).toBe('')
    expect(warnings).toEqual([])
  })

  it('links of the four types with lags give the days that MS Project gives, and the same critical path', () => {
    const pairs = [
      after(1, 1, 0),
      after(3, 1, 4800),
      after(5, 1, 48_000, 9),
      after(7, 2, 9600),
      after(9, 3, 9600),
      after(11, 0, 9600),
    ]
    const { plan } = read(
      tasks(...pairs.flatMap((link, index) => [task(index * 2 + 1, 8), task(index * 2 + 2, 8, link)])),
    )
    const result = reschedule(plan)
    expect(
      result.ok &&
        result.tasks
          .filter((_, index) => index % 2 === 1)
          .map((one) => [dateText(one.start!).slice(0, 10), dateText(one.finish!).slice(11, 16), one.critical]),
    ).toEqual([
      ['2026-11-24', '17:00', false],
      ['2026-11-25', '17:00', false],
      ['2026-12-08', '17:00', true],
      ['2026-11-24', '17:00', false],
      ['2026-11-25', '17:00', false],
      ['2026-11-25', '17:00', false],
    ])
  })

  it('a lag day and night runs over the weekend, a share is whole per cents of the predecessor', () => {
    const start = (link: string) => {
      const result = reschedule(read(tasks(task(1, 40), task(2, 8, link))).plan)
      return result.ok && dateText(result.tasks[1]!.start!)
    }
    expect(start(after(1, 1, 28_800, 8))).toBe('2026-11-30T08:00:00')
    expect(start(after(1, 3, 50, 19))).toBe('2026-11-25T13:00:00')
  })

  describe('calendars of a file', () => {
    const hours = (...pairs: [string, string][]) =>
      `<WorkingTimes>${pairs.map(([from, to]) => `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${to}:00</ToTime></WorkingTime>`).join('')}</WorkingTimes>`
    const week = (open: readonly number[], times: string) =>
      `<WeekDays>${[1, 2, 3, 4, 5, 6, 7].map((day) => `<WeekDay><DayType>${day}</DayType><DayWorking>${open.includes(day) ? 1 : 0}</DayWorking>${open.includes(day) ? times : ''}</WeekDay>`).join('')}</WeekDays>`
    const calendar = (uid: number, base: number, isBase: 0 | 1, days: string) =>
      `<Calendar><UID>${uid}</UID><Name>C${uid}</Name><IsBaseCalendar>${isBase}</IsBaseCalendar><BaseCalendarUID>${base}</BaseCalendarUID>${days}</Calendar>`
    const of = (calendars: string, resources = '', put = '') =>
      read(
        project(
          `<Calendars>${calendars}</Calendars><Tasks>${task(1, 12)}${task(2, 8, after(1))}</Tasks><Resources>${resources}</Resources><Assignments>${put}</Assignments>`,
          '<StartDate>2026-11-26T00:00:00</StartDate><CalendarUID>448</CalendarUID>',
        ),
      ).plan
    const dates = (plan: ReturnType<typeof of>) => {
      const result = reschedule(plan)
      return result.ok ? result.tasks.map(({ start, finish }) => [dateText(start!), dateText(finish!)]) : []
    }
    const MONDAY_TO_FRIDAY = [2, 3, 4, 5, 6]
    const put = '<Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>61</ResourceUID><Units>1</Units></Assignment>'
    const resource = '<Resource><UID>61</UID><Name>Anna</Name><Type>1</Type><CalendarUID>461</CalendarUID></Resource>'
    const DAY_AND_NIGHT = week([1, 2, 3, 4, 5, 6, 7], hours(['00:00', '00:00']))
    const OFFICE = hours(['08:00', '12:00'], ['13:00', '17:00'])

    it('a day in several pieces, short at its end, is worked piece by piece', () => {
      const split = hours(['07:00', '10:00'], ['10:30', '12:00'], ['14:00', '17:30'])
      expect(dates(of(calendar(448, 0, 1, week(MONDAY_TO_FRIDAY, split))))).toEqual([
        ['2026-11-26T07:00:00', '2026-11-27T11:30:00'],
        ['2026-11-27T11:30:00', '2026-11-30T11:30:00'],
      ])
    })

    it("a person's calendar open day and night over a base is that base; a base open day and night is meant", () => {
      const base = calendar(448, 0, 1, week(MONDAY_TO_FRIDAY, OFFICE))
      const without = dates(of(base))
      expect(without).toEqual([
        ['2026-11-26T08:00:00', '2026-11-27T12:00:00'],
        ['2026-11-27T13:00:00', '2026-11-30T12:00:00'],
      ])
      expect(dates(of(base + calendar(461, 448, 0, DAY_AND_NIGHT), resource, put))).toEqual(without)
      expect(
        dates(of(base + calendar(462, 0, 1, DAY_AND_NIGHT) + calendar(461, 462, 0, ''), resource, put))[0],
      ).toEqual(['2026-11-26T00:00:00', '2026-11-26T12:00:00'])
    })

    it('work that a tool writes on a summary for nobody is not counted beside the work of its tasks', () => {
      const work = (uid: number, of: number, hours: number) =>
        `<Assignment><UID>${uid}</UID><TaskUID>${of}</TaskUID><ResourceUID>-65535</ResourceUID><Work>PT${hours}H0M0S</Work></Assignment>`
      const { plan } = read(
        project(
          `<Tasks>${task(1, 12)}${task(2, 8, '<OutlineLevel>2</OutlineLevel><Work>PT8H0M0S</Work>')}${task(3, 4, '<OutlineLevel>2</OutlineLevel><Work>PT4H0M0S</Work>')}</Tasks><Assignments>${work(1, 1, 12)}${work(2, 2, 8)}${work(3, 3, 4)}</Assignments>`,
        ),
      )
      const { tasks: drafts, assignments } = draftOfPlan(plan, [])
      expect(drafts.map(({ kind, effort }) => [kind, effort])).toEqual([
        ['phase', null],
        ['task', 1000],
        ['task', 500],
      ])
      expect(assignments).toEqual([])
    })
  })
})
