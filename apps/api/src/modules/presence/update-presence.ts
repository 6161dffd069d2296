import {
  fault,
  isId,
  limits,
  optionalText,
  scopeOf,
  type Fault,
  type OpportunityId,
  type PipelineId,
} from '@mekong/domain'
import type { Caller } from '../../http/context.ts'
import type { PresenceDoing, Present } from './present.ts'
import type { Services } from '../../services.ts'
import { OpportunityStore } from '../opportunity/opportunity.store.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'

interface Request {
  readonly pipelineId: PipelineId
  readonly opportunityId: OpportunityId | null
  readonly doing: PresenceDoing
  readonly field: string | null
}

type Told =
  | { readonly kind: 'told'; readonly people: readonly Present[] }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/**
 * Somebody says what they are doing on a board; whoever watches it learns of it. Nothing is written, and saying it again
 * is what keeps them there, so a key of theirs changes nothing.
 */
export async function updatePresence(
  { sql, presence }: Pick<Services, 'sql' | 'presence'>,
  { actor }: Caller,
  { pipelineId, opportunityId, doing, field }: Request,
): Promise<Told> {
  const scope = scopeOf(actor)
  const faults = optionalText(field, limits.word, ['field'])
  if (faults.length > 0) return { kind: 'refused', faults }
  const [pipeline] = isId('pipeline', pipelineId) ? await new PipelineStore(sql).pipelines([pipelineId]) : []
  if (!pipeline) return notFound('pipelineId')
  const [card] =
    opportunityId !== null && isId('opportunity', opportunityId)
      ? await new OpportunityStore(sql).visible([opportunityId], scope)
      : []
  if (opportunityId !== null && card?.pipelineId !== pipelineId) return notFound('opportunityId')
  presence.update(pipelineId, actor.userId, { doing, card: card ?? null, field })
  return { kind: 'told', people: presence.of(pipelineId, scope) }
}

const notFound = (field: string): Told => ({ kind: 'refused', faults: [fault('NOT_FOUND', 'notFound', [field])] })
