import { onMounted, type Ref } from 'vue'

/** A form that opens within a sheet takes the keyboard: the browser's own autofocus works when a sheet opens, not later. */
export function useFocusFirst(form: Readonly<Ref<HTMLElement | null>>): void {
  onMounted(() => form.value?.querySelector<HTMLElement>('input, select, textarea')?.focus())
}
