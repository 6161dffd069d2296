import type { Shortcut } from '#lib/shell/index.ts'
import type { BoardCard } from '../feed/board-card.ts'
import { othersIn } from '../hold/hold.svelte.ts'
import type { BoardView } from './board-view.svelte.ts'

export interface KeyTargets {
  readonly open: (card: BoardCard) => void
  readonly openPage: (card: BoardCard) => void
  readonly moveMenu: (card: BoardCard) => void
  readonly search: () => void
}

/** The keyboard twin of the board: go from card to card, take one and put it elsewhere, move it without taking it. */
export function boardKeys(view: BoardView, targets: KeyTargets): Shortcut[] {
  const { focus, hold, moves } = view
  const focused = (): BoardCard | undefined => {
    const id = focus.focusedId
    return id === null ? undefined : view.card(id)
  }
  const isLifted = () => hold.current?.by === 'keys'
  const onCard = () => hold.current === null && focused() !== undefined
  const movable = () => {
    const card = onCard() ? focused() : undefined
    return card !== undefined && moves.mayMove(card)
  }
  /** Arrows go from card to card, and with a card in the hand they choose its place. */
  const both = (keys: string, go: () => void, carry: () => void): Shortcut[] => [
    { keys, when: onCard, run: go },
    { keys, when: isLifted, run: carry },
  ]
  const card = (keys: string, run: (card: BoardCard) => void, when: () => boolean = onCard): Shortcut => ({
    keys,
    when,
    run: () => {
      const one = focused()
      if (one) run(one)
    },
  })
  const place = (by: number) => carryWithin(view, by)
  const stage = (by: 1 | -1) => carryAcross(view, by)
  const neighbour = (one: BoardCard, by: 1 | -1) => {
    const at = view.columns.findIndex(({ stage: { id } }) => id === one.stageId)
    const next = view.columns[at + by]
    if (next) moves.moveTo(one, next.stage.id)
  }
  const toKind = (kind: 'WON' | 'LOST') => (one: BoardCard) => {
    const to = view.columns.find((column) => column.stage.kind === kind)
    if (to && one.status === 'OPEN') moves.moveTo(one, to.stage.id)
  }
  return [
    ...both(
      'arrowdown',
      () => focus.step(1),
      () => place(1),
    ),
    ...both(
      'arrowup',
      () => focus.step(-1),
      () => place(-1),
    ),
    ...both(
      'arrowright',
      () => focus.cross(1),
      () => stage(1),
    ),
    ...both(
      'arrowleft',
      () => focus.cross(-1),
      () => stage(-1),
    ),
    ...both(
      'j',
      () => focus.step(1),
      () => place(1),
    ),
    ...both(
      'k',
      () => focus.step(-1),
      () => place(-1),
    ),
    ...both(
      'l',
      () => focus.cross(1),
      () => stage(1),
    ),
    ...both(
      'h',
      () => focus.cross(-1),
      () => stage(-1),
    ),
    ...both(
      'home',
      () => focus.end('first'),
      () => place(Number.NEGATIVE_INFINITY),
    ),
    ...both(
      'end',
      () => focus.end('last'),
      () => place(Number.POSITIVE_INFINITY),
    ),
    { keys: 'pagedown', when: onCard, run: () => focus.step(10) },
    { keys: 'pageup', when: onCard, run: () => focus.step(-10) },
    ...Array.from({ length: 9 }, (_, at): Shortcut => ({
      keys: String(at + 1),
      when: isLifted,
      run: () => carryTo(view, at),
    })),
    card('space', (one) => moves.lift(one, 'keys'), movable),
    { keys: 'space', when: isLifted, run: () => moves.drop() },
    { keys: 'enter', when: isLifted, run: () => moves.drop() },
    card('enter', targets.open),
    card('mod+enter', targets.openPage),
    card('m', targets.moveMenu, movable),
    card('.', (one) => neighbour(one, 1), movable),
    card(',', (one) => neighbour(one, -1), movable),
    card('w', toKind('WON'), movable),
    card('shift+w', toKind('LOST'), movable),
    { keys: '/', run: targets.search },
  ]
}

function carryWithin(view: BoardView, by: number): void {
  const held = view.hold.current
  if (!held?.over || !view.isManual) return
  const last = othersIn(held, held.over.stageId).length
  put(view, held.over.stageId, Math.max(0, Math.min(last, held.over.index + by)))
}

function carryAcross(view: BoardView, by: 1 | -1): void {
  const at = view.columns.findIndex(({ stage }) => stage.id === view.hold.current?.over?.stageId)
  carryTo(view, at + by)
}

function carryTo(view: BoardView, at: number): void {
  const held = view.hold.current
  const to = view.columns[at]
  if (!held || !to) return
  view.folds.openForNow(to.stage.id)
  put(view, to.stage.id, Math.min(held.over?.index ?? 0, othersIn(held, to.stage.id).length))
}

function put(view: BoardView, stageId: string, index: number): void {
  const held = view.hold.current
  const stage = view.stage(stageId)
  if (!held || !stage) return
  view.hold.moveOver({ stageId, index })
  view.voice.over(stageId, index, view.gate(held.card, stage))
}
