import {
  makeBoard,
  mergePage,
  type Board,
  type BoardEvent,
  type BoardEventType,
  type Card,
  type ColumnPage,
  type ColumnTotals,
} from '@mekong/domain'

/** A card as the API gives it, and what the reducer needs of it. */
export interface ApiCard extends Card {
  readonly title: string
}

export type SentCard = Omit<ApiCard, 'stageId'> & { readonly stage: { readonly id: string } }

export interface SentBoard {
  readonly seq: number
  readonly cursor: string
  readonly columns: readonly {
    readonly stage: { readonly id: string }
    readonly totals: ColumnTotals
    readonly opportunities: {
      readonly nodes: readonly SentCard[]
      readonly pageInfo: { readonly hasNextPage: boolean }
    }
  }[]
}

export interface SentEvent {
  readonly seq: number
  readonly type: BoardEventType
  readonly actor: { readonly id: string } | null
  readonly clientMutationId: string | null
  readonly opportunityId: string | null
  readonly opportunity: SentCard | null
  readonly fromStage: { readonly id: string } | null
  readonly toStage: { readonly id: string } | null
  readonly columns: readonly { readonly stageId: string; readonly totals: ColumnTotals }[]
  readonly ranks: readonly { readonly opportunityId: string; readonly rank: string }[]
  readonly opportunityIds: readonly string[]
}

export type Message =
  | ({ readonly __typename: 'BoardSnapshot' } & SentBoard)
  | {
      readonly __typename: 'BoardEvents'
      readonly fromSeq: number
      readonly toSeq: number
      readonly cursor: string
      readonly events: readonly SentEvent[]
    }
  | {
      readonly __typename: 'BoardHeartbeat'
      readonly seq: number
      readonly cursor: string
      readonly serverTime: string
    }
  | { readonly __typename: 'BoardResync'; readonly reason: string }

const fragments = `
  fragment Card on Opportunity { id title description status pipeline { id } stage { id } amount { amount currency } currency
    probability probabilitySource weightedAmount { amount } owner { id } team { id } company { id name } contact { id name }
    source tags expectedCloseDate externalId lostReason { id } lostNote stageEnteredAt closedAt rank version }
  fragment Totals on ColumnTotals { count byCurrency { currency count amount weightedAmount } }
  fragment Column on BoardColumn { stage { id } totals { ...Totals }
    opportunities(first: 100) { nodes { ...Card } pageInfo { hasNextPage } } }`

/** The whole board, or some of its columns. */
export const boardQuery = `query ($id: ID!, $stageIds: [ID!]) {
  board(pipelineId: $id) { seq cursor columns(stageIds: $stageIds) { ...Column } } } ${fragments}`

/** What a client of a board subscribes to. */
export const feed = `subscription ($id: ID!, $after: String) { boardEvents(pipelineId: $id, after: $after) {
    __typename
    ... on BoardSnapshot { seq cursor columns { ...Column } }
    ... on BoardEvents { fromSeq toSeq cursor events {
      seq type actor { id } clientMutationId opportunityId opportunity { ...Card } fromStage { id } toStage { id }
      columns { stageId totals { ...Totals } } ranks { opportunityId rank } opportunityIds } }
    ... on BoardHeartbeat { seq cursor serverTime }
    ... on BoardResync { reason } } } ${fragments}`

const cardOf = ({ stage, ...card }: SentCard): ApiCard => ({ ...card, stageId: stage.id })

export const eventOf = (event: SentEvent): BoardEvent<ApiCard> => ({
  ...event,
  card: event.opportunity && cardOf(event.opportunity),
  ranks: event.ranks.map(({ opportunityId, rank }) => ({ id: opportunityId, rank })),
})

const columnsOf = ({ columns }: SentBoard) =>
  columns.map(({ stage, totals, opportunities }) => ({
    stageId: stage.id,
    totals,
    cards: opportunities.nodes.map(cardOf),
    hasMore: opportunities.pageInfo.hasNextPage,
  }))

export const boardOf = (pipelineId: string, sent: SentBoard): Board<ApiCard> =>
  makeBoard({ pipelineId, seq: sent.seq, columns: columnsOf(sent) })

/** What a reader sees, in a form that compares. */
export const plain = (board: Board<ApiCard> | null) =>
  board && {
    seq: board.seq,
    columns: Object.fromEntries(
      [...board.columns.values()].map(({ stageId, totals, cards, hasMore }) => [stageId, { totals, cards, hasMore }]),
    ),
  }

function withPage(board: Board<ApiCard>, page: ColumnPage<ApiCard>): Board<ApiCard> {
  const merged = mergePage(board, page)
  return merged.kind === 'merged' ? merged.board : board
}

/** What a reader knows once what events asked for is read again: all of it when stages changed, else the stale columns. */
export function withRead(board: Board<ApiCard>, read: SentBoard, isWhole: boolean): Board<ApiCard> {
  if (isWhole) return boardOf(board.pipelineId, read)
  // A column without a stage can't be read again: its stage went, and so did what was in it.
  const known = new Set(read.columns.map(({ stage }) => stage.id))
  const staleColumns = new Map([...board.staleColumns].filter(([stageId]) => known.has(stageId)))
  return columnsOf(read).reduce<Board<ApiCard>>(
    (merged, column) => withPage(merged, { ...column, seq: read.seq, part: 'head' }),
    { ...board, staleColumns },
  )
}
