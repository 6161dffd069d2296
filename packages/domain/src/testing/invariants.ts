import { amountOf, probabilityOf, requiredText } from '../kernel/validate.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import type { Stage } from '../pipeline/stage.ts'

/** What must be so of every stored opportunity, whoever wrote it. Gives the sentences that are not. */
export function brokenInvariants(record: Opportunity, stages: readonly Stage[]): readonly string[] {
  const stage = stages.find((s) => s.id === record.stageId)
  const isClosed = record.status !== 'OPEN'
  const holds: Readonly<Record<string, boolean>> = {
    'it is in a stage': stage !== undefined,
    'it is in a stage of its pipeline': stage?.pipelineId === record.pipelineId,
    'its status is the kind of its stage': stage?.kind === record.status,
    'it has the moment of closing exactly when closed': isClosed === (record.closedAt !== null),
    'it has a reason of loss exactly when lost': (record.status === 'LOST') === (record.lostReasonId !== null),
    'it has a note of loss only when lost': record.status === 'LOST' || record.lostNote === null,
    'won is certain': record.status !== 'WON' || record.probability === '1',
    'lost is none': record.status !== 'LOST' || record.probability === '0',
    'only an open one has a manual probability': record.probabilitySource === 'STAGE' || !isClosed,
    'its probability is 0 to 1, four digits': probabilityOf(record.probability, []).length === 0,
    'only a closed one remembers where to reopen': record.reopenStageId === null || isClosed,
    'its amount is money': record.amount === null || amountOf(record.amount, record.currency, []).length === 0,
    'its title says something': requiredText(record.title, 500, []).length === 0,
    'its version counts from 1': Number.isInteger(record.version) && record.version >= 1,
  }
  return Object.keys(holds).filter((sentence) => holds[sentence] === false)
}
