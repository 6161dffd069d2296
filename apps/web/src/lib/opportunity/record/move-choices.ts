import type { Messages } from '@mekong/words'
import type { MenuEntry } from '#lib/ui/menu.ts'
import type { OpportunityActions } from './opportunity-actions.svelte.ts'
import type { OpportunityRecord } from './opportunity-record.svelte.ts'

/** "Move to…": every stage of its pipeline by its number. Losing needs the line, and will ask why. */
export function moveChoices(
  record: OpportunityRecord,
  actions: OpportunityActions,
  words: Messages,
  isOffline: boolean,
): MenuEntry[] {
  const { move, gate, toast } = words.board
  const stages = record.pipeline?.stages ?? []
  return [
    { kind: 'heading', label: move.stageGroup },
    ...stages.map((stage, at): MenuEntry => {
      const isHere = stage.id === record.shown?.stage.id
      const isBarred = stage.kind === 'LOST' && isOffline
      const hint = isHere ? move.here : isBarred ? toast.needsLine : stage.kind === 'LOST' ? gate.askReason : undefined
      return {
        id: stage.id,
        label: stage.name ?? '',
        mark: stage.color,
        disabled: isHere || isBarred,
        ...(hint === undefined ? {} : { hint, hintTone: isHere ? 'plain' : 'warn' }),
        ...(at < 9 ? { kbd: String(at + 1), code: `Digit${at + 1}` } : {}),
        onselect: () => actions.moveTo(stage.id),
      }
    }),
  ]
}
