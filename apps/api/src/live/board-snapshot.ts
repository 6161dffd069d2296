import {
  byPlace,
  type Opportunity,
  type PipelineId,
  type Scope,
  type StageId,
  type TotalsByStage,
} from '@mekong/domain'
import { paramsFrom, type Params, type Sql } from '../data/sql.ts'
import { opportunityColumns, opportunityWith, type OpportunityRow } from '../modules/opportunity/opportunity.row.ts'
import { visibleTo, waysOfSeeing } from '../modules/opportunity/visibility.ts'
import {
  pipelineColumns,
  pipelineOf,
  type PipelineRow,
  type StoredPipeline,
} from '../modules/pipeline/pipeline.store.ts'
import { countedCells, keptCells, totalsOf, type Cell } from './cells.ts'

/** A page of each of some columns. */
export interface PageAsked {
  /** Null: all columns. */
  readonly stageIds: readonly StageId[] | null
  readonly first: number
  /** Only what stands below this place. */
  readonly after: { readonly rank: string; readonly id: string } | null
}

export interface BoardAsked {
  readonly pipelineId: PipelineId
  readonly scope: Scope
  /** Narrows cards and totals alike; called anew for each place where it stands. */
  readonly where?: ((alias: string, params: Params) => string) | undefined
  readonly pages: readonly PageAsked[]
  /** What of the cards; their ids and ranks at least. */
  readonly fields: readonly (keyof Opportunity)[]
}

export interface PageRead {
  readonly cards: readonly Opportunity[]
  readonly hasMore: boolean
  readonly hasBefore: boolean
}

/** A board at one moment, as one scope sees it. */
export interface BoardRead {
  readonly seq: number
  readonly pipeline: StoredPipeline
  readonly totals: TotalsByStage
  /** What was asked for, in that order, by stage. */
  readonly pages: readonly ColumnPages[]
}

type ColumnPages = ReadonlyMap<StageId, PageRead>

interface Row {
  /** Of the one row that is the board itself; null in the rows of its cards. */
  board: {
    seq: string
    pipeline: Omit<PipelineRow, 'created_at'> & { created_at: string }
    cells: Cell[]
  } | null
  page: number | null
  column_id: string
  has_before: boolean
}

type CardRow = Row & (OpportunityRow | { id: null })

/**
 * Reads a board: counter, stages, totals and cards in one statement, so that all of it is of one moment and the feed goes
 * on from `seq` without a gap (docs/protocol.md, P1). Null: there is no such board.
 */
export async function readBoard(sql: Sql, asked: BoardAsked): Promise<BoardRead | null> {
  const params = paramsFrom(asked.pipelineId)
  const cells = asked.where
    ? countedCells('$1', `${visibleTo(asked.scope, 'o', params)} and ${asked.where('o', params)}`)
    : keptCells('$1', visibleTo(asked.scope, 't', params))
  const pages = asked.pages.map((page, at) => pageOf(asked, page, at, params))
  const rows = await sql.rows<CardRow>([boardRow(cells, asked.fields), ...pages].join('\nunion all\n'), params.values)
  const board = rows.find((row) => row.board !== null)?.board
  if (!board) return null
  return {
    seq: Number(board.seq),
    pipeline: pipelineOf({ ...board.pipeline, created_at: new Date(board.pipeline.created_at) }),
    totals: totalsOf(board.cells),
    pages: asked.pages.map((page, at) => pagesIn(rows, at, page.first, opportunityWith(asked.fields))),
  }
}

/** The board itself; it also gives the columns of the union their names and types. */
const boardRow = (cells: string, fields: BoardAsked['fields']): string => `select
    json_build_object('seq', f.seq::text, 'cells', ${cells},
      'pipeline', (select to_jsonb(p) from (select ${pipelineColumns('q')} from pipeline q where q.id = f.pipeline_id) p)) as board,
    null::integer as page, null::text as column_id, false as has_before, ${opportunityColumns('o', fields)}
  from board_feed f left join opportunity o on false where f.pipeline_id = $1`

/** One row for each card, and one at least for each column. */
function pageOf({ scope, where, fields }: BoardAsked, page: PageAsked, at: number, params: Params): string {
  const among = page.stageIds === null ? '' : `and s.id = any(${params.add(page.stageIds)}::text[])`
  const place = page.after && `(${params.add(page.after.rank)}::bigint, ${params.add(page.after.id)}::text)`
  const inColumn = `o.stage_id = s.id and o.deleted_at is null and ${where?.('o', params) ?? 'true'}`
  const ways = waysOfSeeing(scope, 'o', params).map((way) => `${inColumn} and ${way}`)
  const hasBefore = ways.map(
    (way) => `exists (select 1 from opportunity o where ${way} and (o.rank, o.id) <= ${place})`,
  )
  // In the text: a plan that is made for just any number of rows is a bad one.
  const limit = `order by o.rank, o.id limit ${page.first + 1}`
  const below = place ? `and (o.rank, o.id) > ${place}` : ''
  const found = ways.map((way) => `from opportunity o where ${way} ${below} ${limit}`)
  // Seen in several ways, the first of each way are enough: the first of all are among them.
  const nearest = found.map((rows) => `(select o.id ${rows})`).join(' union ')
  const cards =
    found.length === 1
      ? `select o.* ${found.join('')}`
      : `select o.* from (${nearest}) near join opportunity o on o.id = near.id ${limit}`
  return `select null, ${at} as page, s.id as column_id, ${place ? `(${hasBefore.join(' or ')})` : 'false'} as has_before,
      ${opportunityColumns('o', fields)}
    from stage s left join lateral (${cards}) o on true
    where s.pipeline_id = $1 and s.archived_at is null ${among}`
}

function pagesIn(
  rows: readonly CardRow[],
  at: number,
  first: number,
  cardOf: (row: OpportunityRow) => Opportunity,
): ColumnPages {
  const ofPage = rows.filter(({ page }) => page === at)
  return new Map(
    [...Map.groupBy(ofPage, (row) => row.column_id)].map(([stageId, ofColumn]) => {
      const found = ofColumn.flatMap((row) => (row.id === null ? [] : [cardOf(row)])).toSorted(byPlace)
      const hasBefore = ofColumn.some((row) => row.has_before)
      return [stageId, { cards: found.slice(0, first), hasMore: found.length > first, hasBefore }]
    }),
  )
}
