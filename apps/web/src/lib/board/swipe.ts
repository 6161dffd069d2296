import type { Attachment } from 'svelte/attachments'

const least = 56

/** Calls back when a finger went sideways, clearly and not up or down. */
export function swipe(onswipe: (by: 1 | -1) => void): Attachment<HTMLElement> {
  return (node) => {
    let start: { id: number; x: number; y: number } | null = null
    const down = (event: PointerEvent) => {
      start =
        event.pointerType === 'touch' && event.isPrimary
          ? { id: event.pointerId, x: event.clientX, y: event.clientY }
          : null
    }
    const up = (event: PointerEvent) => {
      if (start?.id !== event.pointerId) return
      const dx = event.clientX - start.x
      const dy = event.clientY - start.y
      start = null
      if (Math.abs(dx) >= least && Math.abs(dx) > 1.5 * Math.abs(dy)) onswipe(dx < 0 ? 1 : -1)
    }
    const cancel = () => (start = null)
    node.addEventListener('pointerdown', down)
    node.addEventListener('pointerup', up)
    node.addEventListener('pointercancel', cancel)
    return () => {
      node.removeEventListener('pointerdown', down)
      node.removeEventListener('pointerup', up)
      node.removeEventListener('pointercancel', cancel)
    }
  }
}
