import { noTotals, scopeOf, type ColumnTotals, type Opportunity, type PipelineId, type Stage } from '@mekong/domain'
import type { Connection } from '../../graphql/connection.ts'
import { compileFilter } from '../../graphql/filter.ts'
import type { Context } from '../../http/context.ts'
import { readBoard, type BoardRead, type PageAsked, type PageRead } from '../../live/board-snapshot.ts'
import { opportunityFilterFor, type OpportunityFilter } from '../opportunity/opportunity.filter.ts'
import {
  columnCursors,
  isSamePage,
  pageAsked,
  type CardsArgs,
  type ColumnCursors,
  type ColumnsArgs,
} from './column-page.ts'

/** What a selection wants of a board. */
export interface Selected {
  /** The arguments of `columns` and of `opportunities` below it, for every place where it has them. */
  readonly pages: readonly (readonly [ColumnsArgs, CardsArgs])[]
  /** What of the cards. */
  readonly fields: readonly (keyof Opportunity)[]
}

/** A board that was read, and which pages of it. */
export interface ReadBoard extends BoardRead {
  readonly asked: readonly PageAsked[]
  readonly cursors: ColumnCursors
}

/** A column of a board that was read. */
export interface ReadColumn {
  readonly board: ReadBoard
  readonly stage: Stage
  readonly args: ColumnsArgs
}

interface Asked {
  readonly pipelineId: PipelineId
  readonly selected: Selected
  /** Narrows cards and totals alike. */
  readonly filter: OpportunityFilter | null
}

/** Reads what a selection wants of a board, in one statement. Null: there is no such board. */
export async function readSelected(
  { services, caller, locale, loaders }: Context,
  { pipelineId, selected, filter }: Asked,
): Promise<ReadBoard | null> {
  const cursors = columnCursors(services.seal, filter)
  const all = selected.pages.map(([columns, cards]) => pageAsked(columns, cards, cursors))
  const asked = all.filter((page, at) => all.findIndex((other) => isSamePage(other, page)) === at)
  const scope = scopeOf(caller.actor)
  const spec = opportunityFilterFor(scope)
  const isSteady = !filter && scope.kind === 'ALL'
  const read = await readBoard(isSteady ? services.prepared : services.sql, {
    pipelineId,
    scope,
    where: filter ? (alias, params) => compileFilter(spec, filter, { alias, params, locale }) : undefined,
    pages: asked,
    fields: selected.fields,
  })
  if (read === null) return null
  loaders.pipelines.know(read.pipeline)
  for (const stage of read.pipeline.stages) loaders.stages.know({ ...stage, isArchived: false })
  return { ...read, asked, cursors }
}

export function columnsOf(board: ReadBoard, args: ColumnsArgs): ReadColumn[] {
  const { stageIds } = args
  return board.pipeline.stages
    .filter(({ id }) => !stageIds || stageIds.includes(id))
    .map((stage) => ({ board, stage, args }))
}

export const totalsOfColumn = ({ board, stage }: ReadColumn): ColumnTotals => board.totals.get(stage.id) ?? noTotals

export function cardsOf(column: ReadColumn, args: CardsArgs): Connection<Opportunity> {
  const { board, stage } = column
  const wanted = pageAsked(column.args, args, board.cursors)
  const page = board.pages[board.asked.findIndex((asked) => isSamePage(asked, wanted))]?.get(stage.id)
  if (!page) throw new Error('A page of a column was not read with its board.')
  return connection(page, totalsOfColumn(column).count, (card) => board.cursors.of(stage.id, [card.rank, card.id]))
}

function connection(
  { cards, hasMore, hasBefore }: PageRead,
  count: number,
  cursorOf: (card: Opportunity) => string,
): Connection<Opportunity> {
  // Signing a cursor for every card costs more than reading them: only who asks for one pays for it.
  const [first, last] = [cards[0], cards.at(-1)]
  return {
    edges: async () => cards.map((node) => ({ node, cursor: cursorOf(node) })),
    nodes: async () => cards,
    pageInfo: () => ({
      hasNextPage: async () => hasMore,
      hasPreviousPage: async () => hasBefore,
      startCursor: async () => (first ? cursorOf(first) : null),
      endCursor: async () => (last ? cursorOf(last) : null),
    }),
    totalCount: async () => count,
  }
}
