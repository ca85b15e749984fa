import { parseArgs } from 'node:util'
import { isoWeek } from '@/domain/calendar/days'
import { HOLIDAY_ZONES, holidays, isHolidayZone } from '@/domain/calendar/holidays'
import { isoDay } from '@/schema/brands'
import { demoPortfolio } from '@/server/demo/portfolio'
import * as v from 'valibot'
import fr from '@/locales/fr.json'
import { jsonInput, RefusedInput, WrongUsage } from './inputs'
import {
  earnedScheduleCommand,
  evm,
  exportFile,
  importMspdi,
  mta,
  rescheduleMspdi,
  scheduleCommand,
} from './plan-commands'
import { importTimes } from './times-command'

/** One JSON document on stdout. Exit 0 done, 2 the input was refused, 3 wrong usage. */

const DONE = 0
const REFUSED = 2
const WRONG_USAGE = 3

interface Command {
  usage: string
  run(args: string[]): Promise<object>
}

const COMMANDS: Record<string, Command> = {
  isoweek: { usage: 'isoweek -   (stdin: {"dates":["YYYY-MM-DD", …]})', run: isoweek },
  holidays: { usage: `holidays --zone ${HOLIDAY_ZONES.join('|')} --year Y`, run: holidaysOf },
  seed: { usage: 'seed --demo [--today YYYY-MM-DD] [--seed N]', run: seed },
  'import-mspdi': { usage: 'import-mspdi FILE|-   (MS Project XML)', run: importMspdi },
  'reschedule-mspdi': { usage: 'reschedule-mspdi FILE|-   (MS Project XML)', run: rescheduleMspdi },
  'import-times': {
    usage: 'import-times FILE|- [--dates dmy|mdy]   (CSV of Toggl, Clockify, Harvest, Kimai, Redmine or any table)',
    run: importTimes,
  },
  schedule: {
    usage:
      'schedule -   (stdin: {"unit","calendar","activities":[{"id","duration"}],"relations":[{"pred","succ","type","lag"}]})',
    run: scheduleCommand,
  },
  evm: { usage: 'evm -   (stdin: {"PV","EV","AC","BAC","ETC"?})', run: evm },
  'earned-schedule': {
    usage: 'earned-schedule -   (stdin: {"pv":[cumulative],"ev","at","plannedDuration"})',
    run: earnedScheduleCommand,
  },
  mta: {
    usage: 'mta -   (stdin: {"reports":[date],"milestones":[{"name","baseline","actual","forecasts":[date]}]})',
    run: mta,
  },
  export: { usage: 'export --kind mspdi|xlsx|csv --fixture F --out FILE', run: exportFile },
  simulate: { usage: 'simulate --seed S --runs N', run: simulate },
}

export async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args
  const command = COMMANDS[name]
  try {
    if (!command) throw new WrongUsage(usage())
    process.stdout.write(`${JSON.stringify(await command.run(rest))}\n`)
    return DONE
  } catch (problem) {
    if (problem instanceof RefusedInput) {
      process.stdout.write(`${JSON.stringify({ error: { code: problem.code, message: problem.message } })}\n`)
      return REFUSED
    }
    if (problem instanceof WrongUsage || isUsageError(problem)) {
      process.stderr.write(`${problem.message}\n${command ? `Usage: jalon ${command.usage}\n` : ''}`)
      return WRONG_USAGE
    }
    throw problem
  }
}

async function isoweek(args: string[]): Promise<object> {
  const asked = v.safeParse(v.object({ dates: v.array(v.string()) }), await jsonInput(args))
  if (!asked.success) throw new RefusedInput('shape', 'Expected {"dates":["YYYY-MM-DD", …]}.')
  const weeks = asked.output.dates.map((date, index) => {
    if (!v.is(isoDay, date))
      throw new RefusedInput('date', `dates[${index}] is not a day YYYY-MM-DD that exists: ${date}`)
    return isoWeek(date)
  })
  return { weeks, warnings: [] }
}

async function holidaysOf(args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { zone: { type: 'string' }, year: { type: 'string' } } })
  if (!values.zone || !values.year) throw new WrongUsage('Both --zone and --year are needed.')
  if (!isHolidayZone(values.zone))
    throw new RefusedInput('zone', `Unknown zone: ${values.zone}. One of ${HOLIDAY_ZONES.join(', ')}.`)
  const year = Number(values.year)
  if (!Number.isInteger(year) || year < 1970 || year > 2199)
    throw new RefusedInput('year', 'A year between 1970 and 2199.')
  const days = [...holidays(values.zone, year)]
  return {
    dates: days.map(([day]) => day),
    names: Object.fromEntries(days.map(([day, code]) => [day, fr[`holiday.${code}`]])),
    warnings: [],
  }
}

async function seed(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { demo: { type: 'boolean' }, today: { type: 'string' }, seed: { type: 'string', default: '1' } },
  })
  if (!values.demo) throw new WrongUsage('Only --demo can be seeded.')
  const today = values.today ?? new Date().toISOString().slice(0, 10)
  if (!v.is(isoDay, today)) throw new RefusedInput('date', `--today is not a day YYYY-MM-DD that exists: ${today}`)
  if (!/^\d{1,9}$/.test(values.seed)) throw new WrongUsage('--seed takes a whole number.')
  return { ...demoPortfolio(today, Number(values.seed)), warnings: [] }
}

async function simulate(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '5000' } },
  })
  if (!/^-?\d{1,10}$/.test(values.seed) || !/^\d{1,7}$/.test(values.runs))
    throw new WrongUsage('--seed and --runs take whole numbers.')
  const { runSimulator } = await import('@tests/simulator/run')
  const outcome = await runSimulator({ seed: Number(values.seed), runs: Number(values.runs) })
  return { ...outcome, warnings: [] }
}

function isUsageError(problem: unknown): problem is Error {
  return problem instanceof Error && 'code' in problem && String(problem.code).startsWith('ERR_PARSE_ARGS')
}

function usage(): string {
  return ['Usage:', ...Object.values(COMMANDS).map((command) => `  jalon ${command.usage}`)].join('\n')
}
