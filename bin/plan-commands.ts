import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { scheduleNetwork } from './network-input'
import { bytesInput, jsonInput, RefusedInput, WrongUsage } from './inputs'
import { dateText, isShareFormat } from '@/files/msproject/values'
import { earnedSchedule } from '@/domain/earned-value/earned-schedule'
import { earnedValue } from '@/domain/earned-value/evm'
import { milestoneTrend } from '@/domain/milestones/mta'
import { settleDurations } from '@/files/msproject/durations'
import type { PlanLink, PlanTask } from '@/files/msproject/plan'
import { readPlan, type ReadPlan } from '@/files/msproject/read'
import { UnreadablePlan } from '@/files/msproject/refusal'
import { reschedule } from '@/files/msproject/reschedule'
import { writePlan } from '@/files/msproject/write'
import { writeCsv } from '@/files/table/write-csv'
import { writeWorkbook } from '@/files/xlsx/write'
import { planOfClosing, tablesOfClosing } from './closing-input'
import { isoDay } from '@/schema/brands'

/** The plan, its value and its milestones on the command line. */

export async function importMspdi(args: string[]): Promise<object> {
  const { plan, warnings } = await planInput(args)
  const tasks = new Map(plan.tasks.map((task) => [task.uid, task]))
  return {
    tasks: plan.tasks.map((task) => ({
      uid: task.uid,
      name: task.name,
      outlineLevel: task.outlineLevel,
      summary: task.summary,
      milestone: task.milestone,
      start: textOrNull(task.start),
      finish: textOrNull(task.finish),
      durationMin: minutes(task.duration),
      links: task.links.map((link) => ({ pred: link.predUid, type: link.type, lagMin: lagMinutes(link, tasks) })),
    })),
    resources: plan.resources.map(({ uid, name }) => ({ uid, name })),
    assignments: plan.assignments.map(({ taskUid, resourceUid, work }) => ({
      taskUid,
      resourceUid: resourceUid === '' ? null : resourceUid,
      workMin: work / 60,
    })),
    warnings,
  }
}

export async function rescheduleMspdi(args: string[]): Promise<object> {
  const { plan, warnings } = await planInput(args)
  const result = reschedule(plan)
  if (!result.ok) {
    const { problem } = result
    const place = problem.code === 'cycle' ? problem.path.join(' > ') : 'id' in problem ? problem.id : 'No start date.'
    throw new RefusedInput(problem.code, place)
  }
  return {
    tasks: result.tasks.map(({ uid, start, finish, critical }) => ({
      uid,
      start: textOrNull(start),
      finish: textOrNull(finish),
      critical,
    })),
    warnings,
  }
}

async function planInput(args: string[]): Promise<ReadPlan> {
  const bytes = await bytesInput(args)
  try {
    const read = readPlan(bytes)
    settleDurations(read.plan)
    return read
  } catch (problem) {
    if (problem instanceof UnreadablePlan) throw new RefusedInput(problem.code, problem.place)
    throw problem
  }
}

const minutes = (seconds: number | null) => (seconds === null ? null : seconds / 60)
const textOrNull = (instant: number | null) => (instant === null ? null : dateText(instant))

/** A share is told as what it comes to of the predecessor's duration. */
function lagMinutes(link: PlanLink, tasks: ReadonlyMap<string, PlanTask>): number {
  if (!isShareFormat(link.lagFormat)) return link.lag / 60
  return ((tasks.get(link.predUid)?.duration ?? 0) * link.lag) / 100 / 60
}

export async function scheduleCommand(args: string[]): Promise<object> {
  return { ...scheduleNetwork(await jsonInput(args)), warnings: [] }
}

const amount = v.pipe(v.number(), v.finite())
const evmInput = v.object({ PV: amount, EV: amount, AC: amount, BAC: amount, ETC: v.nullish(amount) })

export async function evm(args: string[]): Promise<object> {
  const asked = v.safeParse(evmInput, await jsonInput(args))
  if (!asked.success) throw new RefusedInput('shape', 'Expected {"PV","EV","AC","BAC","ETC"?} as numbers.')
  return { ...earnedValue(asked.output), warnings: [] }
}

const earnedScheduleInput = v.object({ pv: v.array(amount), ev: amount, at: amount, plannedDuration: amount })

export async function earnedScheduleCommand(args: string[]): Promise<object> {
  const asked = v.safeParse(earnedScheduleInput, await jsonInput(args))
  if (!asked.success) throw new RefusedInput('shape', 'Expected {"pv":[numbers],"ev","at","plannedDuration"}.')
  const drop = asked.output.pv.findIndex((planned, index) => index > 0 && planned < asked.output.pv[index - 1]!)
  if (drop > 0) throw new RefusedInput('decreasing', `pv[${drop}] is less than the one before: give cumulative values.`)
  return { ...earnedSchedule(asked.output), warnings: [] }
}

const dayOrNull = v.nullish(isoDay, null)
const mtaInput = v.object({
  reports: v.array(isoDay),
  milestones: v.array(
    v.object({
      name: v.string(),
      baseline: dayOrNull,
      actual: dayOrNull,
      forecasts: v.optional(v.array(dayOrNull), []),
    }),
  ),
})

export async function mta(args: string[]): Promise<object> {
  const asked = v.safeParse(mtaInput, await jsonInput(args))
  if (!asked.success) {
    const [issue] = asked.issues
    throw new RefusedInput(
      'shape',
      `${v.getDotPath(issue) ?? 'input'}: expected days YYYY-MM-DD or null (${issue.message}).`,
    )
  }
  const lastReport = asked.output.reports.at(-1) ?? null
  return { milestones: asked.output.milestones.map((one) => milestoneTrend(one, lastReport)), warnings: [] }
}

interface Exported {
  content: string | Uint8Array
  tasks: number
}

const EXPORTS: Record<string, (closing: unknown) => Exported | Promise<Exported>> = {
  mspdi: (closing) => {
    const plan = planOfClosing(closing)
    return { content: writePlan(plan), tasks: plan.tasks.length }
  },
  xlsx: async (closing) => {
    const tables = tablesOfClosing(closing)
    const { name, rows } = tables[0]!
    return { content: await writeWorkbook({ title: name, tables, cutMark: ' […]' }), tasks: rows.length }
  },
  csv: (closing) => {
    const [plan] = tablesOfClosing(closing)
    return { content: writeCsv(plan!, { delimiter: ';', decimal: ',' }), tasks: plan!.rows.length }
  },
}

export async function exportFile(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { kind: { type: 'string' }, fixture: { type: 'string' }, out: { type: 'string' } },
  })
  const write = Object.hasOwn(EXPORTS, values.kind ?? '') ? EXPORTS[values.kind!] : undefined
  if (!write) throw new WrongUsage(`--kind takes ${Object.keys(EXPORTS).join(', ')}.`)
  if (!values.fixture || !values.out) throw new WrongUsage('Both --fixture and --out are needed.')
  const { content, tasks } = await write(await jsonInput([values.fixture]))
  await writeFile(values.out, content).catch(() => {
    throw new RefusedInput('file', `Cannot write ${values.out}.`)
  })
  return { out: values.out, tasks, warnings: [] }
}
