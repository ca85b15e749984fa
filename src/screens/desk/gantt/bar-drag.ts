import { ref } from 'vue'
import { addDays } from '@/domain/calendar/days'
import type { Span } from '@/domain/gantt/bars'
import type { BarPlace } from '@/domain/gantt/link-path'
import { daysIn, type TimeScale } from '@/domain/gantt/time-scale'
import type { WbsNode } from '@/domain/progress/wbs'
import type { Task } from '@/schema/task'
import { wordsFor } from '@/screens/parts/problem-words'
import { useNotices } from '@/stores/notices'
import type { Plan } from '@/stores/plan'

interface Drag {
  kind: 'move' | 'end' | 'link'
  node: WbsNode<Task>
  startX: number
  days: number
  place: BarPlace
}

/** Moving a bar, stretching its end, or pulling a link out of it. Nothing is kept before the pointer is let go. */
export function useBarDrag(plan: () => Plan, scale: () => TimeScale) {
  const notices = useNotices()
  const drag = ref<Drag | null>(null)
  /** The link as it is being pulled. */
  const pulled = ref('')

  function press(event: PointerEvent, node: WbsNode<Task>, place: BarPlace) {
    if (event.button !== 0 || !plan().mayEdit.value) return
    const grip = (event.target as SVGElement).dataset['grip']
    const kind = grip === 'link' ? 'link' : grip === 'end' ? 'end' : 'move'
    drag.value = { kind, node, startX: event.clientX, days: 0, place }
  }

  function move(event: PointerEvent) {
    const now = drag.value
    if (!now) return
    if (now.kind === 'link') {
      const box = (event.currentTarget as Element).getBoundingClientRect()
      pulled.value = `M ${now.place.right} ${now.place.y} L ${event.clientX - box.left} ${event.clientY - box.top}`
    } else drag.value = { ...now, days: daysIn(scale(), event.clientX - now.startX) }
  }

  async function drop(event: PointerEvent) {
    const done = drag.value
    giveUp()
    if (!done) return
    try {
      if (done.kind === 'link') await linkTo(done.node.task.id, event)
      else if (done.days !== 0) await keep(done)
    } catch (problem) {
      notices.say(wordsFor(problem), 'attention')
    }
  }

  async function keep({ kind, node, days }: Drag) {
    await (kind === 'end' ? plan().stretch(node.task, days) : plan().shift(node.task, days))
  }

  async function linkTo(from: string, event: PointerEvent) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGElement>('[data-task]')
    const to = under?.dataset['task']
    if (to && to !== from) await plan().link(from, to)
  }

  function giveUp() {
    drag.value = null
    pulled.value = ''
  }

  /** The days of a bar while it is dragged. */
  function shownSpan(id: string, span: Span | undefined): Span | undefined {
    const now = drag.value
    if (!now || !span || now.node.task.id !== id || now.days === 0) return span
    const to = addDays(span.to, now.days)
    if (now.kind === 'end') return { from: span.from, to: to < span.from ? span.from : to }
    return { from: addDays(span.from, now.days), to }
  }

  return { pulled, press, move, drop, giveUp, shownSpan }
}
