import type { Attachment } from 'svelte/attachments'

const least = 56

/**
 * Calls back when a finger went sideways, clearly and not up or down. By touch events, which end after the pointer's:
 * what the finger lies on may be taken away only when the touch is over, else the browser loses the next tap.
 */
export function swipe(onswipe: (by: 1 | -1) => void): Attachment<HTMLElement> {
  return (node) => {
    let start: { x: number; y: number } | null = null
    const begin = ({ touches: [first, second] }: TouchEvent) => {
      start = first && !second ? { x: first.clientX, y: first.clientY } : null
    }
    const end = ({ changedTouches: [touch] }: TouchEvent) => {
      if (!start || !touch) return
      const dx = touch.clientX - start.x
      const dy = touch.clientY - start.y
      start = null
      if (Math.abs(dx) >= least && Math.abs(dx) > 1.5 * Math.abs(dy)) onswipe(dx < 0 ? 1 : -1)
    }
    const cancel = () => (start = null)
    node.addEventListener('touchstart', begin, { passive: true })
    node.addEventListener('touchend', end, { passive: true })
    node.addEventListener('touchcancel', cancel, { passive: true })
    return () => {
      node.removeEventListener('touchstart', begin)
      node.removeEventListener('touchend', end)
      node.removeEventListener('touchcancel', cancel)
    }
  }
}
