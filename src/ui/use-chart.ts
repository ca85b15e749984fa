import type ApexCharts from 'apexcharts'
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { plainText } from './plain-text'

/**
 * Draws options by apexcharts in a place, and again whenever they change. The library is loaded when a chart is first shown.
 * It inserts names as HTML: whatever string the options hold is cleaned before it gets there.
 */
export function useChart(place: Readonly<Ref<HTMLElement | null>>, options: () => ApexCharts.ApexOptions): void {
  let chart: ApexCharts | undefined
  let gone = false

  onMounted(async () => {
    const { default: Library } = await import('apexcharts')
    if (gone || !place.value) return
    chart = new Library(place.value, plainOptions(options()))
    await chart.render()
  })
  watch(options, (next) => void chart?.updateOptions(plainOptions(next), false, false))
  onBeforeUnmount(() => {
    gone = true
    chart?.destroy()
  })
}

/** Every string, however deep. @example plainOptions({ series: [{ name: '<b>' }] }) // { series: [{ name: '‹b›' }] } */
export function plainOptions<T>(value: T): T {
  if (typeof value === 'string') return plainText(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => plainOptions(one)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainOptions(inner as unknown)])) as T
}
