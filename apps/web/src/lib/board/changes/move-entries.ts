import type { Messages } from '@mekong/words'
import type { MenuEntry } from '#lib/ui/menu.ts'
import type { BoardCard } from '../feed/board-card.ts'
import type { BoardView } from '../view/board-view.svelte.ts'

/** "Move to…": every stage by its number, and places in the card's own column. The click twin of dragging. */
export function moveEntries(view: BoardView, card: BoardCard, words: Messages): MenuEntry[] {
  const { move } = words.board
  const stages = view.columns.map(({ stage }, at): MenuEntry => {
    const gate = view.gate(card, stage)
    const isHere = stage.id === card.stageId
    const refusal = view.voice.gateSentence(gate)
    const hint = isHere
      ? move.here
      : (refusal ?? (gate.kind === 'asks-reason' ? words.board.gate.askReason : undefined))
    return {
      id: stage.id,
      label: stage.name ?? '',
      mark: stage.color,
      disabled: isHere || refusal !== null,
      ...(hint === undefined ? {} : { hint, hintTone: isHere ? 'plain' : 'warn' }),
      ...(at < 9 ? { kbd: String(at + 1), code: `Digit${at + 1}` } : {}),
      onselect: () => view.moves.moveTo(card, stage.id),
    }
  })
  const within = (where: 'top' | 'bottom' | 'up' | 'down', label: string, kbd?: string): MenuEntry => ({
    id: where,
    label,
    ...(kbd === undefined ? {} : { kbd, code: kbd }),
    onselect: () => view.moves.moveWithin(card, where),
  })
  const places = [
    { kind: 'heading', label: move.placeGroup } as const,
    within('top', move.toTop, 'Home'),
    within('up', move.up),
    within('down', move.down),
    within('bottom', move.toBottom, 'End'),
  ]
  return [{ kind: 'heading', label: move.stageGroup }, ...stages, ...(view.isManual ? places : [])]
}

export interface CardActions {
  readonly open: () => void
  readonly openPage: () => void
  readonly copyLink: () => void
  readonly moveTo: () => void
}

/** What can be done with a card without dragging it. Whoever may only look is offered only looking. */
export function cardEntries(view: BoardView, card: BoardCard, words: Messages, actions: CardActions): MenuEntry[] {
  const text = words.board.actions
  const first = (kind: 'WON' | 'LOST') => view.columns.find(({ stage }) => stage.kind === kind)?.stage
  const won = first('WON')
  const lost = first('LOST')
  const isOpen = card.status === 'OPEN'
  const changes: MenuEntry[] = view.moves.mayMove(card)
    ? [
        { id: 'move', label: words.board.move.action, kbd: 'M', code: 'KeyM', onselect: actions.moveTo },
        ...(isOpen && won ? [{ id: 'won', label: text.won, onselect: () => view.moves.moveTo(card, won.id) }] : []),
        ...(isOpen && lost ? [{ id: 'lost', label: text.lost, onselect: () => view.moves.moveTo(card, lost.id) }] : []),
        ...(isOpen ? [] : [{ id: 'reopen', label: text.reopen, onselect: () => void view.moves.reopen(card) }]),
        { kind: 'separator' },
      ]
    : []
  const removal: MenuEntry[] = view.viewer.may('opportunity:delete', card)
    ? [
        { kind: 'separator' },
        { id: 'delete', label: text.delete, danger: true, onselect: () => void view.moves.remove(card) },
      ]
    : []
  return [
    ...changes,
    { id: 'open', label: text.open, kbd: 'Enter', onselect: actions.open },
    { id: 'page', label: text.openPage, onselect: actions.openPage },
    { id: 'link', label: text.copyLink, onselect: actions.copyLink },
    ...removal,
  ]
}
