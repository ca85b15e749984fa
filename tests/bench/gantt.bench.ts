import type { Page } from '@playwright/test'
import { addDays } from '@/domain/calendar/days'
import { dependencyId, derivedId } from '@/domain/identity/derived-id'
import { EMPTY_TASK } from '@/schema/task'
import { account, expect, signIn, test } from '../e2e/harness/jalon-test'

/** The Gantt by size: how long until it is drawn, and whether scrolling keeps up with the screen. */

const print = (line: string) => process.stdout.write(`\n${line}\n`)
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const PHASE = 20

/** Phases of twenty lines, each linked to the one before it. */
function planOf(project: string, size: number) {
  const id = (index: number) => derivedId('bench', project, String(index))
  const tasks = Array.from({ length: size }, (_, index) => {
    const isPhase = index % PHASE === 0
    const starts_on = addDays('2026-09-07', Math.floor(index / 4))
    const days = isPhase ? {} : { starts_on, ends_on: addDays(starts_on, 4 + (index % 9)), original_effort: 5000 }
    return {
      ...EMPTY_TASK,
      ...days,
      id: id(index),
      project,
      parent: isPhase ? '' : id(index - (index % PHASE)),
      kind: isPhase ? 'phase' : 'task',
      name: `${isPhase ? 'Lot' : 'Tâche'} ${index}`,
      position: index + 1,
    }
  })
  const links = tasks.flatMap((task, index) => {
    const before = tasks[index - 1]
    if (task.kind === 'phase' || before?.kind !== 'task') return []
    const [predecessor, successor] = [before.id, task.id]
    return [{ id: dependencyId(predecessor, successor), project, predecessor, successor, type: 'FS', lag: 0 }]
  })
  return { tasks, links }
}

/** Puts the plan on the server as an app of the same person would. */
async function fill(url: string, project: string, size: number): Promise<void> {
  const { email, password } = account('PMO')
  const json = { 'content-type': 'application/json' }
  const call = async (path: string, body: unknown, token = '') => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { ...json, Authorization: token },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { token: string; results: unknown[] }
  }
  const { token } = await call('/api/collections/users/auth-with-password', { identity: email, password })
  const { tasks, links } = planOf(project, size)
  const op = (coll: string, { id, ...fields }: { id: string }) => ({
    op: 'create',
    coll,
    id,
    scope: project,
    fields,
    base: {},
    schema: 1,
  })
  const ops = [...tasks.map((task) => op('tasks', task)), ...links.map((link) => op('dependencies', link))]
  for (let from = 0; from < ops.length; from += 500) {
    const batch = derivedId('batch', project, String(from))
    const part = ops.slice(from, from + 500)
    const { results } = await call(
      '/api/sync/push',
      { batch, device: derivedId('device'), waiting: 0, ops: part },
      token,
    )
    const refused = results.find((result) => result !== 1)
    if (refused) throw new Error(`Refused: ${JSON.stringify(refused)}`)
  }
}

/** From the tap on the link to the first frame that shows rows and bars. */
const timeToDraw = (page: Page) =>
  page.getByTestId('open-plan').evaluate(
    (link: HTMLElement) =>
      new Promise<number>((resolve) => {
        const startedAt = performance.now()
        const look = () =>
          document.querySelector('[data-testid="gantt-bar"]')
            ? requestAnimationFrame(() => resolve(performance.now() - startedAt))
            : requestAnimationFrame(look)
        link.click()
        look()
      }),
  )

/** Frames a second, and the longest of them, while the plan is scrolled by a screen and a half a second. */
const scrolling = (page: Page) =>
  page.getByTestId('gantt').evaluate(
    (box) =>
      new Promise<{ rate: number; worst: number }>((resolve) => {
        const gaps: number[] = []
        const startedAt = performance.now()
        let last = startedAt
        const step = (now: number) => {
          gaps.push(now - last)
          last = now
          box.scrollTop += 18
          if (now - startedAt < 3000) requestAnimationFrame(step)
          else resolve({ rate: (1000 * gaps.length) / (now - startedAt), worst: Math.max(...gaps.slice(1)) })
        }
        requestAnimationFrame(step)
      }),
  )

for (const size of [1000, 5000]) {
  test(`the Gantt with ${size} tasks`, async ({ desk, server }) => {
    await signIn(desk, account('PMO'))
    await desk.goto('/portfolio')
    await desk.getByTestId('new-project').click()
    await desk.getByLabel('Code').fill(`P${size}`)
    await desk.getByLabel('Nom').fill(`Plan de ${size} lignes`)
    await desk.keyboard.press('Enter')
    await expect(desk).toHaveURL(/projects\/[a-z0-9]{15}$/)
    const project = new URL(desk.url()).pathname.split('/').at(-1)!
    await expect(desk.getByText('À jour').first()).toBeVisible()
    await fill(server.url, project, size)
    await desk.reload()
    await expect(desk.getByTestId('wbs').getByRole('row')).toHaveCount(size + 1, { timeout: 60_000 })

    const times: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      times.push(await timeToDraw(desk))
      if (turn < 4) {
        await desk.goBack()
        await expect(desk.getByTestId('wbs').getByRole('row')).toHaveCount(size + 1, { timeout: 60_000 })
      }
    }
    const { rate, worst } = await scrolling(desk)
    print(
      `Gantt, ${size} tasks: drawn after ${median(times).toFixed(0)} ms (first ${times[0]!.toFixed(0)}; aim for 1,000: 300); ` +
        `scrolled at ${rate.toFixed(0)} frames a second, longest frame ${worst.toFixed(0)} ms`,
    )
  })
}
