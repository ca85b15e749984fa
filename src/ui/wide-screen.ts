import { onScopeDispose, readonly, ref } from 'vue'

const WIDE = '(min-width: 64rem)'

/** Whether the desk's navigation fits. Follows the window. */
export function useWideScreen() {
  const media = matchMedia(WIDE)
  const wide = ref(media.matches)
  const follow = (event: MediaQueryListEvent) => (wide.value = event.matches)
  media.addEventListener('change', follow)
  onScopeDispose(() => media.removeEventListener('change', follow))
  return readonly(wide)
}

export const isWideScreen = () => matchMedia(WIDE).matches
