import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { isPassing } from './failure.ts'
import type { Network } from './network.svelte.ts'
import type { Outcome, Payload, PayloadOf } from './outcome.ts'

/** A change of one opportunity that may wait for the line. */
export interface Job<Data, Input> {
  /** The idempotency key: however often it is sent, it is applied once. */
  readonly clientMutationId: string
  readonly opportunityId: string
  readonly document: TypedDocumentNode<Data, { input: Input }>
  /**
   * Made just before the first sending. `ownVersion` is the version that an earlier waiting change of mine gave the
   * opportunity, so that I never conflict with myself; null if there was none.
   */
  readonly input: (ownVersion: number | null) => Input
  /** Losing and deleting are not left waiting: offline they fail at once, on a faltering line after a few tries. */
  readonly needsLine?: boolean
}

interface Entry {
  readonly clientMutationId: string
  readonly opportunityId: string
  readonly needsLine: boolean
  attempt(): Promise<Outcome<Payload>>
  settle(outcome: Outcome<Payload>): void
}

type Send = <Data, Input>(
  document: TypedDocumentNode<Data, { input: Input }>,
  input: Input,
) => Promise<Outcome<PayloadOf<Data>>>

const shortestWait = 500
const longestWait = 15_000
/** A node that is being restarted is replaced by another one within these. */
const mostTriesOnLine = 4
const lineLost = { kind: 'failed', failure: { kind: 'network', message: null, requestId: null } } as const

/**
 * Changes go to the server one after the other, in the order in which they were made. What meets no answer waits and is
 * sent again with the same key when the line is back.
 */
export class Outbox {
  #entries = $state.raw<readonly Entry[]>([])
  /** True while the first one has met no answer. */
  #isStuck = $state(false)
  readonly #send: Send
  readonly #network: Network
  readonly #versions = new Map<string, number>()
  #isRunning = false
  #wake: (() => void) | null = null

  /** The keys of changes that wait for the line. */
  readonly waiting: ReadonlySet<string>

  constructor(send: Send, network: Network) {
    this.#send = send
    this.#network = network
    this.waiting = $derived(
      new Set(this.#isStuck || network.isOffline ? this.#entries.map((entry) => entry.clientMutationId) : []),
    )
  }

  /** Sends again when the line is back, and warns before a page with unsent changes is closed. */
  start(): () => void {
    const stopWatching = this.#network.onreached(() => this.#wake?.())
    const warn = (event: BeforeUnloadEvent) => {
      if (this.#entries.length > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      stopWatching()
      window.removeEventListener('beforeunload', warn)
    }
  }

  /** Resolves when the server has spoken, however long that takes. */
  send<Data, Input>(job: Job<Data, Input>): Promise<Outcome<PayloadOf<Data>>> {
    if (job.needsLine && (this.#network.isOffline || this.#isStuck)) return Promise.resolve(lineLost)
    return new Promise((resolve) => {
      let input: Input | undefined
      let answer: Outcome<PayloadOf<Data>> = lineLost
      const entry: Entry = {
        clientMutationId: job.clientMutationId,
        opportunityId: job.opportunityId,
        needsLine: job.needsLine ?? false,
        attempt: async () => {
          // The same key must always carry the same input: it is made once.
          input ??= job.input(this.#versions.get(job.opportunityId) ?? null)
          answer = await this.#send(job.document, input)
          return answer
        },
        settle: () => resolve(answer),
      }
      this.#entries = [...this.#entries, entry]
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    for (let entry = this.#entries[0], attempts = 0; entry; entry = this.#entries[0]) {
      const outcome = await entry.attempt()
      attempts += 1
      const isLeft = entry.needsLine && attempts === mostTriesOnLine
      if (outcome.kind === 'failed' && isPassing(outcome.failure) && !isLeft) {
        this.#isStuck = true
        await this.#pause(attempts - 1)
        continue
      }
      attempts = 0
      this.#isStuck = false
      this.#entries = this.#entries.slice(1)
      this.#remember(entry, outcome)
      entry.settle(outcome)
    }
    this.#isRunning = false
  }

  #remember(entry: Entry, outcome: Outcome<Payload>): void {
    const hasMore = this.#entries.some((other) => other.opportunityId === entry.opportunityId)
    const version = outcome.kind === 'done' ? versionIn(outcome.payload) : undefined
    if (hasMore && version !== undefined) this.#versions.set(entry.opportunityId, version)
    else this.#versions.delete(entry.opportunityId)
  }

  async #pause(attempt: number): Promise<void> {
    const most = Math.min(longestWait, shortestWait * 2 ** attempt)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, shortestWait + Math.random() * (most - shortestWait))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = null
  }
}

function versionIn(payload: Payload): number | undefined {
  const opportunity: unknown = 'opportunity' in payload ? payload.opportunity : undefined
  if (typeof opportunity !== 'object' || opportunity === null || !('version' in opportunity)) return undefined
  return typeof opportunity.version === 'number' ? opportunity.version : undefined
}
