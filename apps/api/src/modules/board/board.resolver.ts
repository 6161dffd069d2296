import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import type { GraphQLResolveInfo } from 'graphql'
import { isId, type Opportunity } from '@mekong/domain'
import type { Connection } from '../../graphql/connection.ts'
import { selectedArguments, selectedFields } from '../../graphql/selected-arguments.ts'
import type { Context } from '../../http/context.ts'
import { readerOf } from '../../live/cursor.ts'
import { OpportunityFilter } from '../opportunity/opportunity.filter.ts'
import { OpportunityConnection } from '../opportunity/opportunity.object.ts'
import { recordFieldsFor } from '../opportunity/opportunity.selection.ts'
import {
  cardsOf,
  columnsOf,
  readSelected,
  totalsOfColumn,
  type ReadBoard,
  type ReadColumn,
  type Selected,
} from './board-reading.ts'
import { BoardSnapshotObject } from './board-snapshot.object.ts'
import { BoardColumnObject, BoardColumnsArgs, BoardObject, ColumnCardsArgs } from './board.object.ts'
import { ColumnTotalsObject, type TotalsOfPipeline } from './column-totals.object.ts'

/** Known from the selection, since the whole board is read by one statement. */
export const selectedIn = (info: GraphQLResolveInfo, typeName: 'Board' | 'BoardSnapshot'): Selected => ({
  // The schema has coerced both to the arguments that the fields declare.
  pages: selectedArguments(info, typeName, cards) as unknown as Selected['pages'],
  fields: recordFieldsFor(
    new Set([
      ...selectedFields(info, typeName, [...cards, 'nodes']),
      ...selectedFields(info, typeName, [...cards, 'edges', 'node']),
    ]),
  ),
})

const cards = ['columns', 'opportunities']

const columnsDescription = 'Its columns, from the left.'

@Resolver(() => BoardObject)
export class BoardResolver {
  @Query(() => BoardObject, {
    nullable: true,
    description: 'A board at one moment; null when there is no pipeline with this id.',
  })
  async board(
    @Ctx() ctx: Context,
    @Arg('pipelineId', () => ID, { description: "The pipeline's id." }) pipelineId: string,
    @Arg('filter', () => OpportunityFilter, {
      nullable: true,
      description: 'Narrows cards and totals alike. Events of the feed carry totals without it.',
    })
    filter: OpportunityFilter | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(ReadBoard & { cursor: () => string }) | null> {
    if (!isId('pipeline', pipelineId)) return null
    const board = await readSelected(ctx, { pipelineId, selected: selectedIn(info, 'Board'), filter })
    return board && { ...board, cursor: () => ctx.services.feed.cursorFor(readerOf(ctx.caller), pipelineId, board.seq) }
  }

  @FieldResolver(() => [BoardColumnObject], { description: columnsDescription })
  columns(@Root() board: ReadBoard, @Args(() => BoardColumnsArgs) args: BoardColumnsArgs): ReadColumn[] {
    return columnsOf(board, args)
  }
}

@Resolver(() => BoardSnapshotObject)
export class BoardSnapshotResolver {
  @FieldResolver(() => [BoardColumnObject], { description: columnsDescription })
  columns(@Root() board: ReadBoard, @Args(() => BoardColumnsArgs) args: BoardColumnsArgs): ReadColumn[] {
    return columnsOf(board, args)
  }
}

@Resolver(() => BoardColumnObject)
export class BoardColumnResolver {
  @FieldResolver(() => ColumnTotalsObject, { description: 'What it holds over all its cards that you may see.' })
  totals(@Root() column: ReadColumn): TotalsOfPipeline {
    return { ...totalsOfColumn(column), currency: column.board.pipeline.currency }
  }

  @FieldResolver(() => OpportunityConnection, {
    description: 'Its cards, in order: by `rank` as an integer, then by id.',
  })
  opportunities(
    @Root() column: ReadColumn,
    @Args(() => ColumnCardsArgs) args: ColumnCardsArgs,
  ): Connection<Opportunity> {
    return cardsOf(column, args)
  }
}
