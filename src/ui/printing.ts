import { onScopeDispose, readonly, ref } from 'vue'

/**
 * Whether the screen is being laid out for paper: what shows only a part at a time is drawn whole then. Browsers say so right
 * before they lay the sheets out; a query on the medium would be answered after.
 */
export function usePrinting() {
  const printing = ref(matchMedia('print').matches)
  const begin = () => (printing.value = true)
  const end = () => (printing.value = false)
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  onScopeDispose(() => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  })
  return readonly(printing)
}
