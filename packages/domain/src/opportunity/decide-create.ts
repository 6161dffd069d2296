import { faultsOfAmounts } from '../access/amounts.ts'
import { invalid, type Fault } from '../kernel/fault.ts'
import type { Instant } from '../kernel/clock.ts'
import { parseDecimal } from '../kernel/money.ts'
import { amountOf } from '../kernel/validate.ts'
import { firstOpenStage, type Pipeline } from '../pipeline/stage.ts'
import type { Actor } from '../team/actor.ts'
import { defaultAssignment, faultsOfNames, type NamedThings } from './assignment.ts'
import { faultsOfFields, isGiven, withFields, type OpportunityFields } from './fields.ts'
import type { Opportunity } from './opportunity.ts'
import { faultsOfLoss, placedIn } from './place.ts'

export interface CreateRequest extends OpportunityFields {
  readonly title: string
  /** Absent: the pipeline's first open stage. */
  readonly stageId?: string | null | undefined
}

export type CreateDecision =
  | { readonly kind: 'created'; readonly after: Opportunity }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/**
 * A new opportunity; `rank` is the caller's, who knows the column. The actor's right to create is checked before. With
 * no stage named and no open one in the pipeline, a stage is required.
 */
export function decideCreate(
  actor: Actor,
  pipeline: Pipeline,
  request: CreateRequest,
  named: NamedThings,
  made: { readonly id: string; readonly rank: string; readonly now: Instant },
): CreateDecision {
  const fields = { ...request, currency: request.currency ?? undefined }
  const faults: Fault[] = [
    ...faultsOfAmounts(actor, fields, null),
    ...faultsOfFields(fields),
    ...faultsOfNames(actor, named),
  ]
  const stage = isGiven(request.stageId)
    ? pipeline.stages.find((s) => s.id === request.stageId)
    : firstOpenStage(pipeline.stages)
  if (!stage) {
    const rule = isGiven(request.stageId) ? 'stageOfOtherPipeline' : 'required'
    return { kind: 'refused', faults: [...faults, invalid(rule, ['stageId'])] }
  }
  faults.push(...faultsOfLoss(stage.kind, request))
  if (stage.kind !== 'OPEN' && isGiven(request.probability)) faults.push(invalid('probabilityClosed', ['probability']))
  if (faults.length > 0) return { kind: 'refused', faults }

  const { ownerId, teamId } = defaultAssignment(actor, request, named.owner)
  const placed = placedIn(
    { stageId: stage.id, status: 'OPEN', closedAt: null, reopenStageId: null, lostReasonId: null, lostNote: null },
    stage,
    request,
    made.now,
  )
  const probability = isGiven(request.probability) ? parseDecimal(request.probability) : undefined
  const after: Opportunity = {
    ...withFields({ ...blank, currency: pipeline.currency }, { ...fields, ownerId, teamId }),
    ...placed,
    // What is made in a closed stage left none: reopening takes the first open one.
    reopenStageId: null,
    ...(probability === undefined ? {} : { probability, probabilitySource: 'MANUAL' as const }),
    id: made.id,
    rank: made.rank,
    version: 1,
    createdAt: made.now,
    deletedAt: null,
  }
  const money = after.amount === null ? [] : amountOf(after.amount, after.currency, ['amount'])
  return money.length > 0 ? { kind: 'refused', faults: money } : { kind: 'created', after }
}

const blank = {
  title: '',
  description: null,
  amount: null,
  currency: '',
  ownerId: null,
  teamId: null,
  companyId: null,
  contactId: null,
  source: null,
  medium: null,
  campaign: null,
  tags: [],
  expectedCloseDate: null,
  externalId: null,
  lostReasonId: null,
  lostNote: null,
} as const
