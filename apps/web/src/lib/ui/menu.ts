import type { MarkColor } from './mark.ts'
import type { IconComponent } from './Icon.svelte'

export interface MenuItem {
  kind?: 'item'
  id: string
  label: string
  icon?: IconComponent
  /** A stage's coloured square before the label. */
  mark?: MarkColor
  /** A quieter word after the label: "2 missing", "is here". */
  hint?: string
  hintTone?: 'plain' | 'warn'
  /** The key shown at the end; it works while the menu is open when `code` names it (KeyboardEvent.code). */
  kbd?: string
  code?: string
  /** Set for a choice among several: shows a check. */
  checked?: boolean
  disabled?: boolean
  danger?: boolean
  href?: string
  onselect?: () => void
}

export interface MenuHeading {
  kind: 'heading'
  label: string
}

export interface MenuSeparator {
  kind: 'separator'
}

export type MenuEntry = MenuItem | MenuHeading | MenuSeparator

export const isMenuItem = (entry: MenuEntry): entry is MenuItem => entry.kind === undefined || entry.kind === 'item'
