import { describe, expect, it } from 'vitest'
import { settleDurations } from '@/files/msproject/durations'
import { readPlan } from '@/files/msproject/read'
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
})
