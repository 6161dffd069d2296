/** What every field of the kit takes beside its own value. */
export interface FieldProps {
  label: string
  /** Hides the label from sight only, where the surroundings name the field already. */
  hideLabel?: boolean | undefined
  hint?: string | undefined
  /** A sentence that says what is wrong and how to put it right; marks the field as invalid. */
  error?: string | undefined
  /** Adds "(optional)" to the label. */
  optional?: boolean | undefined
  disabled?: boolean | undefined
  readonly?: boolean | undefined
  /** Takes the focus when it appears. */
  autofocus?: boolean | undefined
}

/** Takes the focus when it appears, without the attribute that screen readers and browsers treat unevenly. */
export const focusNow =
  (wanted: boolean | undefined, select = false) =>
  (node: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): void => {
    if (!wanted) return
    node.focus({ preventScroll: true })
    if (select && 'select' in node) node.select()
  }
