import { ref } from 'vue'
import type { WbsNode } from '@/domain/progress/wbs'
import type { Task } from '@/schema/task'
import { mediumDay } from '@/locales/format'
import { t } from '@/locales/translate'
import { wordsFor } from '@/screens/parts/problem-words'
import { useNotices } from '@/stores/notices'
import type { Plan } from '@/stores/plan'
import type { OutlineMove } from '@/stores/plan-outline'

/** Keys of the order, with Alt: up and down; with Shift too, in and out, as other planners have it. */
const STEPS = (shift: boolean): Readonly<Record<string, OutlineMove>> =>
  shift ? { ArrowRight: 'in', ArrowLeft: 'out' } : { ArrowUp: 'up', ArrowDown: 'down' }

interface Tree {
  isClosed: (id: string) => boolean
  close: (id: string, isClosed: boolean) => void
  edit: (id: string) => void
  write: (id: string) => void
  add: () => Promise<void>
  remove: (id: string) => void | Promise<void>
}

/**
 * The Gantt without a mouse: rows by arrows, days by Alt and Shift with arrows, the order by both together, links by L
 * twice, new lines by Insert.
 */
export function useGanttKeys(plan: () => Plan, nodes: () => readonly WbsNode<Task>[], tree: Tree) {
  const notices = useNotices()
  const current = ref('')
  /** What just happened, for those who don't see it. */
  const said = ref('')
  const linkingFrom = ref('')

  const index = () =>
    Math.max(
      0,
      nodes().findIndex((node) => node.task.id === current.value),
    )
  const here = () => nodes()[index()]

  /** Answers whether the key was ours: the row that is current is then shown. */
  async function press(event: KeyboardEvent): Promise<boolean> {
    const act = actOf(event)
    if (!act) return false
    event.preventDefault()
    try {
      await act()
    } catch (problem) {
      notices.say(wordsFor(problem), 'attention')
    }
    return true
  }

  function actOf(event: KeyboardEvent): (() => void | Promise<unknown>) | null {
    const node = here()
    if (!node) return null
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') return () => plan().undo()
    if (event.ctrlKey || event.metaKey) return null
    if (event.altKey && event.key in STEPS(event.shiftKey))
      return editing(() => step(node, STEPS(event.shiftKey)[event.key]!))
    if (side && event.altKey) return editing(() => shift(node, side))
    if (side && event.shiftKey) return editing(() => stretch(node, side))
    if (side) return () => fold(node, side)
    return plain(event.key, node)
  }

  function plain(key: string, node: WbsNode<Task>): (() => void | Promise<unknown>) | null {
    if (key === 'ArrowUp') return () => go(-1)
    if (key === 'ArrowDown') return () => go(1)
    if (key === 'Home') return () => go(-nodes().length)
    if (key === 'End') return () => go(nodes().length)
    if (key === 'Enter') return editing(() => tree.edit(node.task.id))
    if (key === 'F2') return editing(() => tree.write(node.task.id))
    if (key === 'Insert' || key === 'n' || key === 'N') return editing(() => tree.add())
    if (key === 'Delete') return editing(() => tree.remove(node.task.id))
    if (key === 'l' || key === 'L') return editing(() => link(node))
    if (key === 'Escape' && linkingFrom.value) return () => void (linkingFrom.value = '')
    return null
  }

  const editing = (act: () => void | Promise<unknown>) => (plan().mayEdit.value ? act : null)

  function go(by: number) {
    const to = Math.min(nodes().length - 1, Math.max(0, index() + by))
    current.value = nodes()[to]?.task.id ?? ''
  }

  /** Left closes a phase, or goes up to it; right opens it. */
  function fold(node: WbsNode<Task>, side: number) {
    const { id, parent } = node.task
    if (node.children.length && tree.isClosed(id) === side > 0) tree.close(id, side < 0)
    else if (side < 0 && parent) current.value = parent
  }

  /** A place in the order that does not exist is said, not silently ignored. */
  async function step(node: WbsNode<Task>, how: OutlineMove) {
    if (await plan().move(node.task.id, how)) said.value = t('gantt.stepped', { name: node.task.name })
    else notices.say(t(how === 'in' ? 'gantt.noPhaseBefore' : 'gantt.noStep'))
  }

  async function shift(node: WbsNode<Task>, days: number) {
    await plan().shift(node.task, days)
    say(node)
  }

  async function stretch(node: WbsNode<Task>, days: number) {
    await plan().stretch(node.task, days)
    say(node)
  }

  function say(node: WbsNode<Task>) {
    const { from = '', to = '' } = plan().spans.value.get(node.task.id) ?? {}
    if (from && to) said.value = t('gantt.moved', { name: node.task.name, from: mediumDay(from), to: mediumDay(to) })
  }

  async function link(node: WbsNode<Task>) {
    const from = nodes().find((one) => one.task.id === linkingFrom.value)
    if (!from || from === node) {
      linkingFrom.value = node.task.id
      said.value = t('gantt.linkFrom', { name: node.task.name })
      notices.say(said.value)
      return
    }
    linkingFrom.value = ''
    await plan().link(from.task.id, node.task.id)
    said.value = t('gantt.linked', { from: from.task.name, to: node.task.name })
    notices.say(said.value)
  }

  return { current, said, press }
}
