import type { Acl, PipelineId, StageId } from '@mekong/domain'
import type { Writer, Writes, WriteTx } from '../../data/write.ts'
import { chunkSize } from './rewrite-chunk.ts'

/** By which reference of theirs cards show a name that changed. */
export type NamedBy = 'company_id' | 'contact_id' | 'owner_id' | 'team_id'

interface CardRow extends Record<string, unknown> {
  id: string
  pipeline_id: PipelineId
  stage_id: StageId
  owner_id: string | null
  team_id: string | null
}

/**
 * Tells every board that shows a renamed company, contact, person or team to read those cards again. After the rename and not
 * in its transaction: a name that thousands of cards show must not keep their boards waiting.
 */
export async function tellRename(writes: Writes, caller: Writer, namedBy: NamedBy, id: string): Promise<void> {
  for (let after: string | null = ''; after !== null; after = await tellNext(writes, caller, namedBy, id, after));
}

/** One chunk; gives the last card of it, or null when there are no more. */
async function tellNext(
  writes: Writes,
  caller: Writer,
  namedBy: NamedBy,
  id: string,
  after: string,
): Promise<string | null> {
  const request = { caller, operation: 'tellRename', clientMutationId: null, input: null }
  const written = await writes.run<string | null, never>(request, async (tx) => {
    const cards = await tx.sql.rows<CardRow>(
      `select id, pipeline_id, stage_id, owner_id, team_id from opportunity
       where ${namedBy} = $1 and id > $2 and deleted_at is null order by id limit $3`,
      [id, after, chunkSize],
    )
    for (const [pipelineId, ofBoard] of Map.groupBy(cards, (card) => card.pipeline_id)) tell(tx, pipelineId, ofBoard)
    return { commit: cards.length === chunkSize ? (cards.at(-1)?.id ?? null) : null }
  })
  return written.kind === 'written' ? written.outcome : null
}

function tell(tx: WriteTx, pipelineId: PipelineId, cards: readonly CardRow[]): void {
  tx.emit({
    pipelineId,
    type: 'BULK_CHANGED',
    opportunityId: null,
    opportunityVersion: null,
    clientMutationId: null,
    before: null,
    after: null,
    deltas: [],
    payload: {
      touchedStageIds: [...new Set(cards.map(({ stage_id }) => stage_id))],
      opportunityIds: cards.map((card) => ({ id: card.id, before: aclOf(card), after: aclOf(card) })),
    },
  })
}

const aclOf = (card: CardRow): Acl => ({ ownerId: card.owner_id, teamId: card.team_id })
