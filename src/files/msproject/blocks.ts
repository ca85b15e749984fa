import { UnreadablePlan } from './refusal'
import { readTokens } from './xml-tokens'

/** An element with what is below it. Only one record of the file stands in memory at a time. */
export interface Element {
  name: string
  text: string
  children: Element[]
}

/** The lists whose items are handed on one by one. */
const LISTS = new Set(['Calendars', 'Tasks', 'Resources', 'Assignments'])
/** Read by nobody here and most of a big file: work spread by day, except where an assignment says its work in no other way. */
const PASSED_OVER = new Set(['TimephasedData', 'ExtendedAttribute', 'OutlineCode', 'AvailabilityPeriods', 'Rates'])

/** Tells the plain fields of the project, and each record of its lists as soon as it is complete. */
export function readBlocks(
  xml: string,
  told: { field(name: string, value: string): void; record(list: string, record: Element): void },
): void {
  const path: Element[] = []
  let overlooked = 0
  readTokens(xml, {
    open(name) {
      if (path.length === 0 && name !== 'Project') throw new UnreadablePlan('not-a-plan', name.slice(0, 100))
      if (overlooked > 0 || (PASSED_OVER.has(name) && !isOnlyWork(name, path.at(-1)))) {
        overlooked++
        return
      }
      const element: Element = { name, text: '', children: [] }
      // A list keeps none of its records, the project none of its lists.
      if (path.length >= 3) path.at(-1)!.children.push(element)
      path.push(element)
    },
    text(content) {
      if (overlooked === 0) path.at(-1)!.text += content
    },
    close() {
      if (overlooked > 0) {
        overlooked--
        return
      }
      const done = path.pop()!
      if (path.length === 1 && !LISTS.has(done.name)) told.field(done.name, done.text.trim())
      else if (path.length === 2 && LISTS.has(path[1]!.name)) told.record(path[1]!.name, done)
    },
  })
}

/** Sums come before what they sum up. */
const isOnlyWork = (name: string, within: Element | undefined) =>
  name === 'TimephasedData' && within?.name === 'Assignment' && !within.children.some((child) => child.name === 'Work')

/** The text of a child as it stands: of a name, spaces are part of it. */
export function rawTextOf(element: Element, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? ''
}

/** The text of a child without what indents it, '' where there is none. */
export function textOf(element: Element, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? ''
}

export function childrenOf(element: Element, ...path: string[]): Element[] {
  return path.reduce<Element[]>(
    (found, name) => found.flatMap((one) => one.children.filter((c) => c.name === name)),
    [element],
  )
}
