import { tick } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { personClass } from '#lib/ui/person-color.ts'
import type { BoardCard } from '../feed/board-card.ts'
import type { CardNodes } from './card-nodes.ts'

/** A card on its way from one place on the screen to another. */
export interface Flight {
  readonly key: number
  readonly cardId: string
  readonly from: DOMRect
  readonly to: DOMRect
}

const glowTime = 1600
const makeRoomTime = 400
const leastDistance = 4

const wantsStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** What moves and what glows. Only the card that changed its column flies; its neighbours make room. */
export class Motion {
  flights = $state.raw<readonly Flight[]>([])
  /** While cards make room, changes of place are drawn as movement. */
  isSmooth = $state(false)
  /** The change that is being drawn is my own: what I look at may move. */
  isOwn = false
  readonly #glows = new SvelteMap<string, string>()
  readonly #nodes: CardNodes
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #smoothUntil: ReturnType<typeof setTimeout> | undefined
  #next = 1

  constructor(nodes: CardNodes) {
    this.#nodes = nodes
  }

  /** The class of whoever has just changed a card, as long as it glows. */
  glowOf(cardId: string): string | undefined {
    return this.#glows.get(cardId)
  }

  glow(cardId: string, personId: string): void {
    clearTimeout(this.#timers.get(cardId))
    this.#glows.set(cardId, personClass(personId))
    this.#timers.set(
      cardId,
      setTimeout(() => {
        this.#glows.delete(cardId)
        this.#timers.delete(cardId)
      }, glowTime),
    )
  }

  isFlying(cardId: string): boolean {
    return this.flights.some((flight) => flight.cardId === cardId)
  }

  landed(key: number): void {
    this.flights = this.flights.filter((flight) => flight.key !== key)
  }

  /** Notes where cards are; the returned function, called when they have moved, lets them fly to where they are then. */
  from(cardIds: readonly string[], known: ReadonlyMap<string, DOMRect> = new Map()): () => void {
    if (wantsStillness()) return () => undefined
    const before = new Map(cardIds.map((id) => [id, known.get(id) ?? this.#nodes.rectOf(id)] as const))
    this.#smooth()
    return () =>
      void tick().then(() => {
        const flights = [...before].flatMap(([cardId, from]) => {
          const to = this.#nodes.rectOf(cardId)
          return from && to && isFar(from, to) ? [{ key: this.#next++, cardId, from, to }] : []
        })
        if (flights.length === 0) return
        const ids = new Set(flights.map((flight) => flight.cardId))
        this.flights = [...this.flights.filter((flight) => !ids.has(flight.cardId)), ...flights]
      })
  }

  /** Marks the change that follows as my own, until it is drawn. */
  mine(): void {
    this.isOwn = true
    requestAnimationFrame(() => (this.isOwn = false))
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    clearTimeout(this.#smoothUntil)
  }

  #smooth(): void {
    this.isSmooth = true
    clearTimeout(this.#smoothUntil)
    this.#smoothUntil = setTimeout(() => (this.isSmooth = false), makeRoomTime)
  }
}

const isFar = (a: DOMRect, b: DOMRect) => Math.abs(a.left - b.left) + Math.abs(a.top - b.top) > leastDistance

/** Cards that changes carried to another column. */
export const movedCards = (events: readonly { readonly type: string; readonly card: BoardCard | null }[]): string[] =>
  events.flatMap(({ type, card }) => (card && type === 'OPPORTUNITY_MOVED' ? [card.id] : []))
