import fc from 'fast-check'
import type { PlaceHint } from '../board/rank.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import type { Stage } from '../pipeline/stage.ts'
import { arbAcl, arbMoney, arbProbability } from './arbitraries.ts'
import { idOf } from './ids.ts'
import type { ModelBoard } from './model-board.ts'
import { makeOpportunity, makeStage } from './records.ts'

/** A change of a model board, told by numbers that are taken modulo what is there: any sequence of them makes sense. */
export interface ModelCommand {
  readonly kind: (typeof kinds)[number]
  readonly card: number
  readonly stage: number
  readonly neighbour: number
  readonly side: 'before' | 'after' | 'end'
  readonly acl: Pick<Opportunity, 'ownerId' | 'teamId'>
  readonly money: Pick<Opportunity, 'amount' | 'currency'>
  readonly probability: string
}

// Creating and moving stand more often than the rest, so that boards fill up and columns get crowded.
const kinds = [
  'create',
  'create',
  'create',
  'move',
  'move',
  'move',
  'edit',
  'hand over',
  'delete',
  'restore',
  'bulk',
  'respace',
  'add stage',
  'remove stage',
] as const

export const arbCommand: fc.Arbitrary<ModelCommand> = fc.record({
  kind: fc.constantFrom(...kinds),
  card: fc.nat(40),
  stage: fc.nat(7),
  neighbour: fc.nat(40),
  side: fc.constantFrom('before', 'after', 'end'),
  acl: arbAcl,
  money: arbMoney,
  probability: arbProbability,
})

export const arbCommands = (most = 40): fc.Arbitrary<readonly ModelCommand[]> =>
  fc.array(arbCommand, { maxLength: most, size: 'max' })

const pick = <T>(things: readonly T[], at: number): T | undefined => things[at % things.length]

/** Does a command to a board. What makes no sense there (moving nothing, the last stage going) does nothing. */
export function perform(board: ModelBoard, command: ModelCommand): void {
  const stage = pick(board.stages, command.stage)
  if (!stage) return
  const card = pick(board.cards, command.card)
  switch (command.kind) {
    case 'create':
      return board.create(newCard(board, stage, command), hintOf(board, stage, command))
    case 'move':
      return card && board.move(card, stage, hintOf(board, stage, command, card))
    case 'edit':
      return card && board.edit(card, { ...command.money, probability: command.probability })
    case 'hand over':
      return card && board.edit(card, command.acl)
    case 'delete':
      return card && board.delete(card)
    case 'restore':
      return restore(board, command)
    case 'bulk':
      return board.bulk(board.cards.slice(0, command.card % 5), () => ({ ...command.acl, stageId: stage.id }))
    case 'respace':
      return board.respace(stage.id)
    case 'add stage':
      return addStage(board)
    case 'remove stage':
      return removeStage(board, stage)
  }
}

const newCard = (board: ModelBoard, stage: Stage, command: ModelCommand): Opportunity =>
  makeOpportunity({
    // Ids run against the order of making, so that order by id alone is caught.
    id: idOf('opportunity', 100_000 - board.seq),
    stage,
    ...command.acl,
    ...command.money,
  })

function hintOf(board: ModelBoard, stage: Stage, { side, neighbour }: ModelCommand, card?: Opportunity): PlaceHint {
  const others = board.cards.filter((other) => other.stageId === stage.id && other.id !== card?.id)
  const id = pick(others, neighbour)?.id
  if (side === 'end' || id === undefined) return {}
  return side === 'before' ? { beforeId: id } : { afterId: id }
}

function restore(board: ModelBoard, { card }: ModelCommand): void {
  const deleted = pick(board.deleted, card)
  if (deleted && board.stages.some((stage) => stage.id === deleted.stageId)) board.restore(deleted)
}

function addStage(board: ModelBoard): void {
  const pipelineId = board.stages[0]?.pipelineId
  const stage = makeStage({ id: idOf('stage', 900 + board.seq), pipelineId, position: board.stages.length })
  if (board.stages.length < 6) board.changeStages([...board.stages, stage])
}

/** First what is in it goes elsewhere, then the stage. */
function removeStage(board: ModelBoard, stage: Stage): void {
  const rest = board.stages.filter((other) => other.id !== stage.id)
  const heir = rest.find((other) => other.kind === stage.kind)
  if (!heir) return
  board.bulk(
    board.cards.filter((card) => card.stageId === stage.id),
    () => ({ stageId: heir.id }),
  )
  board.changeStages(rest)
}
