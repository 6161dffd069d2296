import type { CardFragment, MoveOpportunityInput } from '@mekong/schema/documents'
import type { BoardCard } from '../feed/board-card.ts'

/** What the client asked for by HTTP, and what a test lets the server answer. */
export class Answers {
  readonly asked: { readonly name: string; readonly input: Record<string, unknown> }[] = []
  readonly #answers = new Map<string, (input: never) => unknown>()
  /** No request gets through. */
  isCut = false

  /** The payload of a mutation, or the data of a query, by the operation's name. */
  on<Input>(name: string, answer: (input: Input) => unknown): void {
    this.#answers.set(name, answer)
  }

  readonly fetch: typeof fetch = async (_url, init) => {
    if (this.isCut) throw new TypeError('Failed to fetch')
    const { operationName, variables } = JSON.parse(String(init?.body)) as {
      operationName: string
      variables: { input?: Record<string, unknown> }
    }
    const input = variables.input ?? variables
    this.asked.push({ name: operationName, input })
    const answer = this.#answers.get(operationName)
    if (!answer) throw new Error(`Nobody answers ${operationName}.`)
    // The test knows what its operation is asked with.
    const data = await answer(input as never)
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } })
  }
}

export const wireCard = (card: BoardCard): CardFragment => ({
  __typename: 'Opportunity',
  id: card.id,
  title: card.title,
  status: card.status,
  currency: card.currency,
  probability: Number(card.probability),
  probabilitySource: card.probabilitySource,
  expectedCloseDate: card.expectedCloseDate,
  stageEnteredAt: card.stageEnteredAt,
  createdAt: card.createdAt,
  closedAt: card.closedAt,
  lostNote: card.lostNote,
  tags: card.tags,
  rank: card.rank,
  version: card.version,
  amount: card.amount === null ? null : { __typename: 'Money', amount: card.amount, currency: card.currency },
  pipeline: { __typename: 'Pipeline', id: card.pipelineId },
  stage: { __typename: 'Stage', id: card.stageId },
  owner: card.owner && { __typename: 'User', ...card.owner },
  team: card.team && { __typename: 'Team', ...card.team },
  company: card.company && { __typename: 'Company', ...card.company },
  lostReason: card.lostReason && { __typename: 'LostReason', ...card.lostReason },
})

/** The payload of a move that the server has written. */
export const movedPayload = (card: BoardCard) => ({
  __typename: 'Mutation',
  moveOpportunity: {
    __typename: 'MoveOpportunityPayload',
    opportunity: wireCard(card),
    current: null,
    movedBy: null,
    movedAt: null,
    userErrors: [],
  },
})

/** The payload of a move that the server has refused. */
export const refusedPayload = (
  code: 'INVALID' | 'CONFLICT',
  message: string,
  current: BoardCard | null = null,
  movedBy: { readonly id: string; readonly name: string } | null = null,
) => ({
  __typename: 'Mutation',
  moveOpportunity: {
    __typename: 'MoveOpportunityPayload',
    opportunity: null,
    current: current && wireCard(current),
    movedBy: movedBy && { __typename: 'User', ...movedBy },
    movedAt: movedBy && '2026-11-25T02:00:00.000Z',
    userErrors: [{ __typename: 'UserError', code, message, field: null }],
  },
})

export type { MoveOpportunityInput }
