import type { Attachment } from 'svelte/attachments'

export interface Placement {
  side?: 'bottom' | 'top' | 'right'
  align?: 'start' | 'center' | 'end'
  gap?: number
  /** Makes the layer as wide as its anchor at least, for lists under a field. */
  matchWidth?: boolean
}

/** What a layer hangs on: an element, or a point such as the pointer's. */
export interface Anchor {
  getBoundingClientRect(): DOMRect
}

const margin = 8

/**
 * Puts an element with `popover="manual"` in the top layer beside its anchor and keeps it there while things scroll.
 * It turns to the other side where there is no room, and never leaves the window.
 */
export function place(anchor: () => Anchor | null | undefined, placement: Placement = {}): Attachment<HTMLElement> {
  const { side = 'bottom', align = 'start', gap = 4, matchWidth = false } = placement
  return (node) => {
    node.showPopover()
    const update = () => {
      const target = anchor()
      if (!target) return
      const from = target.getBoundingClientRect()
      const { clientWidth, clientHeight } = document.documentElement
      if (matchWidth) node.style.minWidth = `${from.width}px`
      node.style.maxHeight = ''
      const { offsetWidth: width, offsetHeight: height } = node

      let x =
        align === 'end' ? from.right - width : align === 'center' ? from.left + (from.width - width) / 2 : from.left
      let y = side === 'top' ? from.top - gap - height : from.bottom + gap
      if (side === 'right') {
        x = from.right + gap + width > clientWidth - margin ? from.left - gap - width : from.right + gap
        y = from.top
      } else if (side === 'bottom' && y + height > clientHeight - margin) {
        const above = from.top - gap - margin
        const below = clientHeight - margin - from.bottom - gap
        if (above > below) y = Math.max(margin, from.top - gap - height)
        node.style.maxHeight = `${Math.max(above, below)}px`
      } else if (side === 'top' && y < margin) y = from.bottom + gap

      node.style.left = `${Math.round(Math.max(margin, Math.min(x, clientWidth - width - margin)))}px`
      node.style.top = `${Math.round(Math.max(margin, Math.min(y, clientHeight - Math.min(height, clientHeight) - margin)))}px`
    }
    update()
    const resized = new ResizeObserver(update)
    resized.observe(node)
    window.addEventListener('scroll', update, { capture: true, passive: true })
    window.addEventListener('resize', update)
    return () => {
      resized.disconnect()
      window.removeEventListener('scroll', update, { capture: true })
      window.removeEventListener('resize', update)
      if (node.isConnected && node.matches(':popover-open')) node.hidePopover()
    }
  }
}
