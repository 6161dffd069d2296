import { indexOver } from '../column/layout.ts'
import type { BoardCard } from '../feed/board-card.ts'
import type { BoardView } from '../view/board-view.svelte.ts'
import { autoScroll } from './auto-scroll.ts'
import type { ColumnNodes } from './column-nodes.ts'

/** The copy of a card that hangs on the pointer. */
export interface Ghost {
  readonly card: BoardCard
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const mouseSlack = 4
const touchSlack = 10
const longPress = 350
const unfoldAfter = 600
const turnAfter = 500
const phoneEdge = 28

/** A card in the hand, by mouse, pen or finger. A mouse lifts after 4 px, a finger after resting 350 ms. */
export class PointerDrag {
  ghost = $state.raw<Ghost | null>(null)
  readonly #view: BoardView
  readonly #columns: ColumnNodes
  /** On a phone a card held at the edge turns to the next stage. */
  readonly #turn: ((by: 1 | -1) => void) | null
  #x = 0
  #y = 0
  #stops: (() => void)[] = []
  #waits: { key: string; timer: ReturnType<typeof setTimeout> } | null = null

  constructor(view: BoardView, columns: ColumnNodes, turn: ((by: 1 | -1) => void) | null) {
    this.#view = view
    this.#columns = columns
    this.#turn = turn
  }

  /** The pointer went down on a card. */
  grab(event: PointerEvent, card: BoardCard, node: HTMLElement): void {
    if (event.button !== 0 || !event.isPrimary || this.#stops.length > 0) return
    const isTouch = event.pointerType === 'touch'
    const { clientX: startX, clientY: startY } = event
    const rect = node.getBoundingClientRect()
    this.#x = startX
    this.#y = startY
    const lift = () => this.#lift(card, node, rect, startX, startY)
    const far = (now: PointerEvent, slack: number) => Math.hypot(now.clientX - startX, now.clientY - startY) > slack

    this.#on('pointermove', (now) => {
      this.#x = now.clientX
      this.#y = now.clientY
      if (this.ghost) this.#move(rect, startX, startY)
      else if (isTouch && far(now, touchSlack)) this.#end()
      else if (!isTouch && far(now, mouseSlack)) lift()
    })
    this.#on('pointerup', () => this.#drop())
    this.#on('pointercancel', () => this.#putBack())
    if (!isTouch) return
    const timer = setTimeout(lift, longPress)
    // Once the card is in the hand the finger moves the card and not the page; before, it may scroll.
    const hold = (touch: TouchEvent) => {
      if (this.ghost && touch.cancelable) touch.preventDefault()
    }
    const noMenu = (menu: Event) => menu.preventDefault()
    node.addEventListener('touchmove', hold, { passive: false })
    node.addEventListener('contextmenu', noMenu)
    this.#stops.push(() => {
      clearTimeout(timer)
      node.removeEventListener('touchmove', hold)
      node.removeEventListener('contextmenu', noMenu)
    })
  }

  /** The board goes away with the card in the hand. */
  stop(): void {
    if (this.ghost) this.#putBack()
    else this.#end()
  }

  #on(type: 'pointermove' | 'pointerup' | 'pointercancel', handle: (event: PointerEvent) => void): void {
    window.addEventListener(type, handle)
    this.#stops.push(() => window.removeEventListener(type, handle))
  }

  #lift(card: BoardCard, node: HTMLElement, rect: DOMRect, startX: number, startY: number): void {
    if (!this.#view.moves.lift(card, 'hand')) return this.#end()
    this.ghost = { card, x: rect.left, y: rect.top, width: rect.width, height: node.offsetHeight }
    navigator.vibrate?.(12)
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      this.#putBack()
    }
    window.addEventListener('keydown', escape, { capture: true })
    this.#stops.push(
      () => window.removeEventListener('keydown', escape, { capture: true }),
      autoScroll(
        this.#columns,
        () => ({ x: this.#x, y: this.#y }),
        () => this.#move(rect, startX, startY),
      ),
    )
    this.#move(rect, startX, startY)
  }

  #move(rect: DOMRect, startX: number, startY: number): void {
    const { ghost } = this
    if (!ghost) return
    const x = rect.left + this.#x - startX
    const y = rect.top + this.#y - startY
    this.ghost = { ...ghost, x, y }
    const column = this.#columns.at(
      this.#x,
      Math.max(this.#y, (this.#columns.board?.getBoundingClientRect().top ?? 0) + 1),
    )
    this.#wait(column?.stageId ?? null, column !== undefined && column.frame === null)
    if (!column) return this.#view.hold.moveOver(null)
    const top = column.frame ? column.frame.getBoundingClientRect().top - column.frame.scrollTop : y
    const index = column.frame ? indexOver(column.layout(), ghost.card.id, y + ghost.height / 2 - top) : 0
    this.#view.hold.moveOver({ stageId: column.stageId, index })
  }

  /** A folded column opens under a held card; on a phone the edge turns to the next stage. */
  #wait(stageId: string | null, isFolded: boolean): void {
    const width = document.documentElement.clientWidth
    const by = this.#x < phoneEdge ? -1 : this.#x > width - phoneEdge ? 1 : 0
    const turn = this.#turn
    const isTurning = turn !== null && by !== 0
    const key = isTurning ? `turn ${by}` : isFolded ? `open ${stageId}` : ''
    if (key === (this.#waits?.key ?? '')) return
    clearTimeout(this.#waits?.timer)
    this.#waits = null
    if (isTurning) {
      const again = () => {
        turn(by)
        if (this.#waits?.key === key) this.#waits = { key, timer: setTimeout(again, turnAfter) }
      }
      this.#waits = { key, timer: setTimeout(again, turnAfter) }
    } else if (isFolded)
      this.#waits = { key, timer: setTimeout(() => this.#view.folds.openForNow(stageId), unfoldAfter) }
  }

  #drop(): void {
    const { ghost } = this
    this.#end()
    if (!ghost) return
    swallowClick()
    this.#view.moves.drop(new DOMRect(ghost.x, ghost.y, ghost.width, ghost.height))
  }

  #putBack(): void {
    const { ghost } = this
    this.#end()
    if (!ghost) return
    swallowClick()
    this.#view.moves.putBackFrom(new DOMRect(ghost.x, ghost.y, ghost.width, ghost.height))
  }

  #end(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    clearTimeout(this.#waits?.timer)
    this.#waits = null
    this.ghost = null
  }
}

/** The click that follows a drop would open the card. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
}
