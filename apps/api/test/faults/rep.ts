import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { post, type Result } from '../client.ts'
import type { Credentials } from '../people.ts'
import type { Place } from './follower.ts'

/** Who works on a board: a person with a key. */
export interface Person {
  readonly id: string
  readonly credentials: Credentials
}

/** What a mutation was answered. */
export interface Answer {
  readonly opportunity: {
    readonly id: string
    readonly version: number
    readonly stage: { readonly id: string }
  } | null
  readonly current: { readonly id: string } | null
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[]
}

/** What came back instead of an answer: a code of the API, or `NETWORK`. */
export type Refusal = string

/** A server that is cut off from its database gives a connection up after 15 s of silence, and says so then. */
const answerMs = 20_000
/** The same request may be sent again, says the API; so does a network that gave no answer. */
const retryable: ReadonlySet<Refusal> = new Set(['NETWORK', 'SERVICE_UNAVAILABLE', 'TIMEOUT', 'THROTTLED'])

const fields = `opportunity { id version stage { id } } userErrors { code field }`
const documents = {
  createOpportunity: `mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { ${fields} } }`,
  updateOpportunity: `mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { ${fields} current { id } } }`,
  moveOpportunity: `mutation ($input: MoveOpportunityInput!) { moveOpportunity(input: $input) { ${fields} current { id } } }`,
  reopenOpportunity: `mutation ($input: ReopenOpportunityInput!) { reopenOpportunity(input: $input) { ${fields} } }`,
} as const

export type Mutation = keyof typeof documents
export type Input = Readonly<Record<string, unknown>>

/** A client that writes: each request has its key, and is sent until it is answered. */
export class Rep {
  /** Keys of writes that were acknowledged as done. */
  readonly acked: string[] = []
  /** Keys that were sent and given up before an answer came: they have an effect once or not at all. */
  readonly unanswered: string[] = []
  /** How often each refusal made it try again. */
  readonly refusals = new Map<Refusal, number>()
  /** Milliseconds until each answer, retries included. */
  readonly latencies: number[] = []
  /** When each key was sent first, by `performance.now()`. */
  readonly sentAt = new Map<string, number>()
  /** Answers that no fault excuses. */
  readonly surprises: string[] = []

  constructor(
    readonly person: Person,
    private readonly choose: () => Place,
    private readonly patienceMs = 90_000,
  ) {}

  /** One attempt at a node. */
  async once(name: Mutation, input: Input, place = this.choose()): Promise<{ answer: Answer } | { refusal: Refusal }> {
    try {
      const response = await post(
        place,
        this.person,
        { query: documents[name], variables: { input } },
        {},
        AbortSignal.timeout(answerMs),
      )
      const { data, errors } = (await response.json()) as Result<Record<Mutation, Answer>>
      // Written, but a part of what was asked back could not be read: only an answer without errors is one.
      if (data?.[name] && !errors) return { answer: data[name] }
      return { refusal: String(errors?.[0]?.extensions?.['code'] ?? `HTTP ${response.status}`) }
    } catch {
      return { refusal: 'NETWORK' }
    }
  }

  /**
   * Sends a write until it is answered. Undefined: it was given up. `isChange`: if it is done it must have its event, which
   * can't be said of a move to where the card stands already.
   */
  async send(
    name: Mutation,
    input: Input,
    { key = randomUUID(), isChange = true }: { key?: string; isChange?: boolean } = {},
  ): Promise<Answer | undefined> {
    const began = performance.now()
    this.sentAt.set(key, began)
    for (let attempt = 0; performance.now() - began < this.patienceMs; attempt++) {
      const outcome = await this.once(name, { ...input, clientMutationId: key })
      if ('answer' in outcome) {
        if (isChange && outcome.answer.userErrors.length === 0) this.acked.push(key)
        this.latencies.push(performance.now() - began)
        return outcome.answer
      }
      const { refusal } = outcome
      this.refusals.set(refusal, (this.refusals.get(refusal) ?? 0) + 1)
      if (!retryable.has(refusal)) this.surprises.push(`${name}: ${refusal}`)
      await wait(50 + Math.random() * Math.min(1_000, 50 * 2 ** attempt))
    }
    this.unanswered.push(key)
    return undefined
  }

  /** What must succeed. */
  async done(name: Mutation, input: Input, key: string = randomUUID()): Promise<NonNullable<Answer['opportunity']>> {
    const answer = await this.send(name, input, { key })
    if (!answer?.opportunity || answer.userErrors.length > 0)
      throw new Error(`${name} was not done: ${JSON.stringify(answer?.userErrors ?? [...this.refusals])}`)
    return answer.opportunity
  }
}

/** Refusals of all, added up, for a note. */
export function refusalsOf(reps: readonly Rep[]): string {
  const sum = new Map<Refusal, number>()
  for (const { refusals } of reps) for (const [code, n] of refusals) sum.set(code, (sum.get(code) ?? 0) + n)
  return sum.size === 0
    ? 'nothing tried twice'
    : `tried again: ${[...sum].map(([code, n]) => `${n} ${code}`).join(', ')}`
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** For a note: how long most of them took, and nearly all. */
export const timesOf = (what: string, values: readonly number[]): string =>
  `${what} p50 ${Math.round(quantile(values, 0.5))} ms, p99 ${Math.round(quantile(values, 0.99))} ms`
