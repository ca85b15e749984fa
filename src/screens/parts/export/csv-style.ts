import { languageTag } from '@/locales/translate'
import type { CsvStyle } from '@/stores/taking-out'

/** How spreadsheets of the reader's language part cells and decimals. */
export const csvStyle = (): CsvStyle =>
  languageTag.value.startsWith('fr') ? { delimiter: ';', decimal: ',' } : { delimiter: ',', decimal: '.' }
