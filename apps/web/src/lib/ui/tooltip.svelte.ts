import { createContext } from 'svelte'
import type { Attachment } from 'svelte/attachments'

export interface TooltipContent {
  text: string
  kbd?: string | undefined
  /** The text is the control's own name: it must not be read out twice. */
  isName?: boolean
}

interface ShownTooltip extends TooltipContent {
  anchor: HTMLElement
}

/** The one tooltip of the page: shown after a pause under the pointer or at once on keyboard focus; Escape hides it. */
export class TooltipHost {
  shown = $state.raw<ShownTooltip | null>(null)
  readonly id = 'tooltip'
  #timer: ReturnType<typeof setTimeout> | undefined

  plan(anchor: HTMLElement, content: TooltipContent, delay: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      if (anchor.isConnected) this.shown = { ...content, anchor }
    }, delay)
  }

  /** Keeps the tooltip while the pointer is on it, so that long ones can be read under magnification. */
  keep(): void {
    clearTimeout(this.#timer)
  }

  hide(anchor?: HTMLElement, delay = 0): void {
    clearTimeout(this.#timer)
    if (anchor && this.shown?.anchor !== anchor) return
    if (delay === 0) this.shown = null
    else this.#timer = setTimeout(() => (this.shown = null), delay)
  }
}

const [getTooltipHost, setTooltipHost] = createContext<TooltipHost>()

export { setTooltipHost }

/**
 * Called while a component starts; gives an attachment for any element:
 *
 *     const tooltip = useTooltip()
 *     <span {@attach tooltip(() => ({ text: words.board.card.late({ days, limit }) }))}>
 */
export function useTooltip(): (content: () => TooltipContent) => Attachment<HTMLElement> {
  const host = getTooltipHost()
  return (content) => (anchor) => {
    const onenter = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') host.plan(anchor, content(), 500)
    }
    const onleave = () => host.hide(anchor, 120)
    const onfocus = () => {
      if (anchor.matches(':focus-visible')) host.plan(anchor, content(), 300)
    }
    const onend = () => host.hide(anchor)
    const listeners: [string, EventListener][] = [
      ['pointerenter', onenter as EventListener],
      ['pointerleave', onleave],
      ['focus', onfocus],
      ['blur', onend],
      ['pointerdown', onend],
    ]
    for (const [type, listener] of listeners) anchor.addEventListener(type, listener)
    return () => {
      for (const [type, listener] of listeners) anchor.removeEventListener(type, listener)
      host.hide(anchor)
    }
  }
}
