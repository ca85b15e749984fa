/** What a file calls a project and a task. */
export interface NamedPair {
  project: string
  task: string
}

/** A task that the person may enter time on. */
export interface TaskChoice {
  id: string
  name: string
  projectName: string
  projectCode: string
  /** The person is expected on it. */
  isMine: boolean
}

/**
 * The task that a pair of names means, where only one can be meant: the same names, or a task's name within the file's, such as
 * `Évolution #12: Coffrage`; in a project without a task's name, the only task that the person is expected on. Else ''.
 *
 * @example guessTask({ project: 'PN-01', task: 'coffrage' }, choices) // the id of Coffrage in the project of code PN-01
 */
export function guessTask(pair: NamedPair, choices: readonly TaskChoice[]): string {
  const [project, task] = [sameName(pair.project), sameName(pair.task)]
  const here = choices.filter((one) => project && isProject(one, project))
  const among = here.length ? here : project ? [] : choices
  if (task === '') return only(here.filter((one) => one.isMine)) || only(here)
  const named = among.filter((one) => sameName(one.name) === task)
  if (named.length) return only(named) || only(named.filter((one) => one.isMine))
  const within = here.filter((one) => sameName(one.name).length > 3 && task.includes(sameName(one.name)))
  return only(within)
}

function isProject({ projectName, projectCode }: TaskChoice, project: string): boolean {
  const [name, code] = [sameName(projectName), sameName(projectCode)]
  return name === project || (code !== '' && ` ${project} `.includes(` ${code} `))
}

const only = (choices: readonly TaskChoice[]) => (choices.length === 1 ? choices[0]!.id : '')

const ACCENTS = /[\u0300-\u036f]/g

/** A name without accents, capitals and signs. @example sameName('Béton – pile n° 2') // 'beton pile n 2' */
export function sameName(text: string): string {
  return text
    .slice(0, 300)
    .normalize('NFD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(/[^a-z0-9\u00df-\uffff]+/g, ' ')
    .trim()
}
