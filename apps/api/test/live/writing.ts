import type { DataSource } from 'typeorm'
import { deltasOf, type Opportunity, type PipelineId } from '@mekong/domain'
import { idOf, makeOpportunity } from '@mekong/domain/testing'
import { Writes, type Writer } from '../../src/data/write.ts'
import type { PendingEvent } from '../../src/live/outbox.ts'
import type { Topic } from '../../src/live/wake-bus.ts'

/** Appends events to boards by the road of every write, without the opportunities that they tell of. */
export class Appender {
  readonly #writes: Writes
  #count = 0

  constructor(
    data: DataSource,
    private readonly writer: Writer,
    publish: (topic: Topic) => void = () => {},
  ) {
    this.#writes = new Writes(data, { publish })
  }

  /** A card that comes, changes or goes; gives the seq of its event. */
  async card(pipelineId: PipelineId, before: Opportunity | null, after: Opportunity | null): Promise<number> {
    const [seq] = await this.all(pipelineId, [changeOf(pipelineId, before, after)])
    return seq ?? 0
  }

  /** Cards that somebody made, one event each, in one transaction. */
  async some(pipelineId: PipelineId, stageId: string, count: number): Promise<void> {
    const cards = Array.from({ length: count }, () => this.#card(pipelineId, stageId))
    await this.all(
      pipelineId,
      cards.map((card) => changeOf(pipelineId, null, card)),
    )
  }

  async all(pipelineId: PipelineId, events: readonly PendingEvent[]): Promise<number[]> {
    const request = { caller: this.writer, operation: 'test', clientMutationId: null, input: {} }
    const written = await this.#writes.run(request, async (tx) => {
      for (const event of events) tx.emit(event)
      return { commit: null }
    })
    if (written.kind !== 'written') throw new Error('The events were refused.')
    const last = written.positions[pipelineId] ?? 0
    return events.map((_, at) => last - events.length + 1 + at)
  }

  #card(pipelineId: PipelineId, stageId: string): Opportunity {
    const id = idOf('opportunity', ++this.#count)
    return makeOpportunity({ id, pipelineId, stageId, ownerId: null, teamId: null, amount: '7' })
  }
}

export function changeOf(
  pipelineId: PipelineId,
  before: Opportunity | null,
  after: Opportunity | null,
  clientMutationId: string | null = null,
): PendingEvent {
  const subject = after ?? before
  const type = before === null ? 'OPPORTUNITY_CREATED' : after === null ? 'OPPORTUNITY_DELETED' : 'OPPORTUNITY_UPDATED'
  const deltas = deltasOf(before, after)
  const aclOf = (card: Opportunity | null) => card && { ownerId: card.ownerId, teamId: card.teamId }
  return {
    pipelineId,
    type,
    opportunityId: subject?.id ?? null,
    opportunityVersion: subject?.version ?? null,
    clientMutationId,
    before: aclOf(before),
    after: aclOf(after),
    deltas,
    payload: {
      ...(after && { opportunity: after }),
      touchedStageIds: [...new Set(deltas.map(({ stageId }) => stageId))],
    },
  }
}
