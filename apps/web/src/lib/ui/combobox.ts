import type { MarkColor } from './mark.ts'

export interface ComboboxOption {
  value: string
  label: string
  /** A second, quieter text: an email, a company. */
  hint?: string
  /** A person's disc before the label. */
  person?: { id: string; name: string }
  mark?: MarkColor
}

/** Folds case, marks and đ, so that "thi cong" finds "Thi công" among options that are all here already. */
const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()

export const matchOptions = (options: readonly ComboboxOption[], text: string): ComboboxOption[] => {
  const wanted = foldText(text)
  return wanted === ''
    ? [...options]
    : options.filter(({ label, hint }) => foldText(`${label} ${hint ?? ''}`).includes(wanted))
}
