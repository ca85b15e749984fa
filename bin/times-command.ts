import { parseArgs } from 'node:util'
import { readTimes } from '@/files/times/read'
import { UnreadableTimes } from '@/files/times/refusal'
import { bytesInput, RefusedInput, WrongUsage } from './inputs'

/** `import-times`: the time in an export of another tool. */
export async function importTimes(args: string[]): Promise<object> {
  const { values, positionals } = parseArgs({
    // A lone "-" is standard input; parseArgs takes it as a positional.
    args,
    options: { dates: { type: 'string' } },
    allowPositionals: true,
  })
  const { dates } = values
  if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy') throw new WrongUsage('--dates takes dmy or mdy.')
  const bytes = await bytesInput(positionals)
  try {
    return readTimes(bytes, { dates })
  } catch (problem) {
    if (problem instanceof UnreadableTimes) throw new RefusedInput(problem.code, messageOf(problem))
    throw problem
  }
}

const WHAT_TO_DO = {
  empty: 'Nothing is in the file.',
  'too-large': 'The file is too large: export a shorter period.',
  workbook: 'This is a workbook or an archive: save it as CSV first.',
  'not-text': 'This is no text file: export the time as CSV.',
  'not-a-table': 'This is no table of cells between separators: export the time as CSV.',
  'one-column': 'Only one column was found: use comma, semicolon or tab between cells.',
  'no-columns': 'No line names a date and a duration: keep the line of column names of the export.',
} satisfies Record<UnreadableTimes['code'], string>

const messageOf = ({ code, seen }: UnreadableTimes) => (seen ? `${WHAT_TO_DO[code]} Found: ${seen}` : WHAT_TO_DO[code])
