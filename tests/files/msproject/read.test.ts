import { describe, expect, it } from 'vitest'
import { readPlan } from '@/files/msproject/read'
import { UnreadablePlan } from '@/files/msproject/refusal'
import { dateText } from '@/files/msproject/values'
import { after, bytes, planFile, project, read, task, tasks } from './plan-files'

/** As an older Windows saves it: what it has a letter for takes one byte. */
const inWindows1252 = (text: string) =>
  Uint8Array.from(text, (letter) => ({ '€': 0x80, '’': 0x92, œ: 0x9c })[letter] ?? letter.charCodeAt(0))

const utf16 = (text: string, bigEndian: boolean) => {
  const all = new Uint8Array(text.length * 2)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    all.set(bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8], at * 2)
  }
  return all
}
const refusalOf = (input: Uint8Array | string) => {
  try {
    readPlan(typeof input === 'string' ? bytes(input) : input)
  } catch (problem) {
    if (problem instanceof UnreadablePlan) return problem.code
    throw problem
  }
  return null
}

describe('reading MS Project XML', () => {
  it('reads a plan: outline, links, lags, durations, holidays, people', () => {
    const { plan, warnings } = readPlan(planFile('office.xml'))
    expect(plan.project).toMatchObject({ name: 'Footbridge', calendarUid: '1', minutesPerDay: 480 })
    expect(plan.tasks.map(({ uid, name, parentUid, summary }) => [uid, name, parentUid, summary])).toEqual([
      ['0', 'Footbridge', '', true],
      ['1', 'Build', '', true],
      ['2', 'Foundations & piles', '1', false],
      ['3', 'Cure', '1', false],
      ['4', 'Deck', '1', false],
      ['6', 'Railings', '1', false],
      ['7', 'Handed over', '', false],
    ])
    expect(plan.tasks[5]!.links).toEqual([{ predUid: '4', type: 'SS', lag: 50, lagFormat: 19 }])
    expect(plan.assignments.map(({ resourceUid, work }) => [resourceUid, work])).toEqual([
      ['1', 57_600],
      ['', 86_400],
    ])
    expect(plan.calendars[0]!.exceptions).toMatchObject([{ name: 'Local holiday', intervals: [] }])
    expect(warnings).toEqual([{ code: 'null-task', uid: '5' }])
  })

  it.each([
    ['a byte-order mark', (xml: string) => bytes(`\uFEFF${xml}`)],
    ['UTF-16, little end first', (xml: string) => utf16(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, false)],
    ['UTF-16, big end first, without a mark', (xml: string) => utf16(xml.replace('UTF-8', 'UTF-16'), true)],
    ['Latin 1, declared', (xml: string) => Uint8Array.from(xml.replace('UTF-8', 'ISO-8859-1'), (c) => c.charCodeAt(0))],
    ['Latin 1, declared as UTF-8', (xml: string) => Uint8Array.from(xml, (c) => c.charCodeAt(0))],
    [
      'a namespace prefix',
      (xml: string) => bytes(xml.replace(/<(\/?)([A-Z])/g, '<$1p:$2').replace('xmlns=', 'xmlns:p=')),
    ],
    ['a comment before the root', (xml: string) => bytes(xml.replace('<Project', '<!-- a > b --><Project'))],
  ])('reads %s', (_, saved) => {
    const xml = tasks(task(1, 8).replace('T1', 'Été'))
    expect(readPlan(saved(xml)).plan.tasks.map(({ name }) => name)).toEqual(['Été'])
  })

  it('reads names to the letter: entities, CDATA, markup and formulas in them (threat 35)', () => {
    const named = (name: string) => read(tasks(task(1, 8).replace('T1', name))).plan.tasks[0]!.name
    expect(named('A &amp; B &lt;b&gt; &#233;&#x1F600; &quot;')).toBe('A & B <b> é😀 "')
    expect(named('<![CDATA[<script>x</script>]]>')).toBe('<script>x</script>')
    expect(named('=cmd|"/c calc"!A1')).toBe('=cmd|"/c calc"!A1')
  })

  it('derives what tools leave out: summaries from levels, parents from jumps, a milestone from no duration', () => {
    const level = (number: number) => `<OutlineLevel>${number}</OutlineLevel>`
    const { plan, warnings } = read(tasks(task(1, 8, level(1)), task(2, 0, level(2)), task(3, 8, level(5))))
    expect(plan.tasks.map(({ parentUid, summary, milestone }) => [parentUid, summary, milestone])).toEqual([
      ['', true, false],
      ['1', true, true],
      ['2', false, false],
    ])
    expect(warnings).toEqual([{ code: 'bad-outline', uid: '3', text: '5' }])
  })

  it('tells each thing that it did not understand, by task, and reads the rest (threat 35)', () => {
    const { plan, warnings } = read(
      tasks(
        task(1, 8, '<Start>2026-02-30T08:00:00</Start><ConstraintType>42</ConstraintType>'),
        task(2, 8, after(99) + after(2) + after(1, 9) + after(1) + after(3, 1, 'x')),
        task(3, 8, '<Work>long</Work><CalendarUID>77</CalendarUID>'),
        '<Task><Name>lost</Name></Task>',
      ),
    )
    expect(warnings.map(({ code, uid = '' }) => `${code} ${uid}`.trim())).toEqual([
      'bad-date 1',
      'bad-constraint 1',
      'bad-link-type 2',
      'bad-lag 2',
      'bad-duration 3',
      'no-uid',
      'dangling-link 2',
      'self-link 2',
      'duplicate-link 2',
      'unknown-calendar 3',
    ])
    expect(plan.tasks[1]!.links.map(({ predUid, type, lag }) => [predUid, type, lag])).toEqual([
      ['1', 'FS', 0],
      ['3', 'FS', 0],
    ])
  })

  it('tells a loop and its path, direct or through a summary (threat 35)', () => {
    expect(read(tasks(task(1, 8, after(2)), task(2, 8, after(1)))).warnings).toMatchObject([{ code: 'cycle' }])
    const child = task(2, 8, `<OutlineLevel>2</OutlineLevel>${after(1)}`)
    expect(read(tasks(task(1, 8, '<OutlineLevel>1</OutlineLevel>'), child)).warnings).toMatchObject([
      { code: 'cycle', text: expect.stringMatching(/1 > 2|2 > 1/) },
    ])
  })

  it('reads dates of both ends of the day, and takes what tools write for "none" as none', () => {
    const { plan, warnings } = read(
      tasks(
        task(1, 8, '<Start>2026-11-23T24:00:00</Start><Finish>NA</Finish><Deadline>1984-01-01T00:00:00</Deadline>'),
      ),
    )
    expect(dateText(plan.tasks[0]!.start!)).toBe('2026-11-24T00:00:00')
    expect([plan.tasks[0]!.finish, warnings]).toEqual([null, []])
  })
})

describe('files that are refused (threat 35)', () => {
  const entity = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  it.each([
    ['empty', ''],
    ['not-xml', '   '],
    ['not-xml', 'PK\u0003\u0004 a spreadsheet'],
    ['not-xml', '{"tasks":[]}'],
    ['not-a-plan', '<html><body>Sign in</body></html>'],
    ['not-a-plan', '<APIBusinessObjects><Project/></APIBusinessObjects>'],
    ['doctype', `<?xml version="1.0"?>${entity}<Project>&x;</Project>`],
    ['doctype', '<!doctype lolz [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><Project>&b;</Project>'],
    ['malformed', tasks(task(1, 8).replace('T1', '&undefined;'))],
    ['malformed', tasks('<Task><UID>1</Task></UID>')],
    ['malformed', `${tasks()}<Project/>`],
    ['malformed', `${tasks()} trailing`],
    ['duplicate-id', tasks(task(1, 8), task(1, 8))],
    ['too-deep', `<Project>${'<a>'.repeat(200_000)}`],
    ['encoding', tasks().replace('UTF-8', 'klingon-8')],
  ])('%s', (code, text) => {
    expect(refusalOf(text)).toBe(code)
  })

  it.each([
    ['says so', 'windows-1252', false],
    ['says Latin-1', 'ISO-8859-1', false],
    ['says UTF-8', 'UTF-8', true],
  ])('a plan saved by an older Windows is read with its own letters, where it %s', (_, label, isGuessed) => {
    const text = tasks(task(1, 8)).replace('UTF-8', label).replace('T1', 'Gros œuvre : 12 € l’unité')
    const { plan, warnings } = readPlan(inWindows1252(text))
    expect(plan.tasks[0]!.name).toBe('Gros œuvre : 12 € l’unité')
    expect(warnings.some((warning) => warning.code === 'wrong-encoding')).toBe(isGuessed)
  })

  it('cut anywhere, a file is refused, never half read', () => {
    const whole = planFile('office.xml')
    const end = whole.lastIndexOf('>') + 1
    for (let at = 1; at < end; at += 97) expect(refusalOf(whole.subarray(0, at)), `cut at ${at}`).not.toBeNull()
  })

  it('says where', () => {
    expect(() => read('<Project>\n<Tasks>\n</Project>')).toThrow('malformed: line 3, column 1')
  })

  it('20,000 tasks with as many links are read in under five seconds', () => {
    const all = Array.from({ length: 20_000 }, (_, index) => task(index + 1, 8, index > 0 ? after(index) : ''))
    const startedAt = performance.now()
    expect(read(tasks(...all)).plan.tasks).toHaveLength(20_000)
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('a warning for everything does not become the attack', () => {
    const all = Array.from({ length: 12_000 }, (_, index) => task(index, 8, after('x')))
    expect(read(tasks(...all)).warnings.length).toBe(10_000)
  })

  it('exceptions over ages are bounded', () => {
    const ages = '<TimePeriod><FromDate>1970-01-01T00:00:00</FromDate><ToDate>2199-12-31T00:00:00</ToDate></TimePeriod>'
    const calendar = `<Calendar><UID>1</UID><IsBaseCalendar>1</IsBaseCalendar><Exceptions>${`<Exception>${ages}<DayWorking>0</DayWorking></Exception>`.repeat(3)}</Exceptions></Calendar>`
    expect(read(project(`<Calendars>${calendar}</Calendars>`)).plan.calendars).toHaveLength(1)
  })
})
