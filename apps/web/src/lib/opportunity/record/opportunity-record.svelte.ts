import { findCard, type Acl, type Pipeline, type Stage } from '@mekong/domain'
import { OpportunityDocument, type OpportunityQuery } from '@mekong/schema/documents'
import { createContext } from 'svelte'
import { QueryFailed, type Api } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'
import { LiveQuery } from '#lib/api/live-query.svelte.ts'
import type { Viewer } from '#lib/api/viewer.svelte.ts'
import { cardOf, pipelineOf, type BoardCard, type BoardSession, type Named } from '#lib/board/index.ts'
import type { OpportunityEdits } from './opportunity-edits.svelte.ts'

export type WholeOpportunity = NonNullable<OpportunityQuery['opportunity']>

/** Why an open opportunity can only be read any more. */
export type Gone =
  | { readonly kind: 'deleted'; readonly by: Named | null; readonly at: string }
  | { readonly kind: 'left' }

interface Surroundings {
  readonly api: Api
  readonly viewer: Viewer
  readonly session: BoardSession
  readonly edits: OpportunityEdits
}

/**
 * One opportunity that somebody has open: live, with their own changes over it. When it is deleted or taken out of their
 * sight it stays on the screen as it was, to be read.
 */
export class OpportunityRecord {
  readonly id: string
  readonly session: BoardSession
  readonly edits: OpportunityEdits
  readonly #api: Api
  readonly #viewer: Viewer
  readonly #query: LiveQuery<OpportunityQuery, { id: string }>
  /** The newest version that was read whole: a card of the feed does not bring every field. */
  #wholeVersion = $state<number | null>(null)
  /** The server has said that there is no such opportunity for me. */
  #isAbsent = $state(false)
  #failure = $state.raw<Failure | null>(null)
  gone = $state.raw<Gone | null>(null)

  /** As it was committed, the last time that it could be seen. */
  readonly committed: WholeOpportunity | null
  /** As its reader sees it; null until it is here. */
  readonly shown: WholeOpportunity | null
  readonly pipeline: Pipeline | null
  /** The stage that it is shown in. */
  readonly stage: Stage | null

  constructor(id: string, { api, viewer, session, edits }: Surroundings) {
    this.id = id
    this.session = session
    this.edits = edits
    this.#api = api
    this.#viewer = viewer
    this.#query = new LiveQuery(api, OpportunityDocument, { id })
    let last: WholeOpportunity | null = null
    this.committed = $derived.by(() => (last = this.#query.data?.opportunity ?? last))
    this.shown = $derived.by(() => this.committed && this.#withMove(this.committed))
    this.pipeline = $derived(this.committed && pipelineOf(this.committed.pipeline))
    this.stage = $derived(this.pipeline?.stages.find((stage) => stage.id === this.shown?.stage.id) ?? null)
  }

  /** Follows the feed until the returned function is called. */
  open(): () => void {
    const stopPresence = this.session.presence.look(this.id)
    const stopFeed = this.session.feed.listen({
      after: ({ events }) => {
        const mine = events.filter((event) => event.opportunityId === this.id)
        const last = mine.at(-1)
        if (last?.type === 'OPPORTUNITY_DELETED') this.gone = { kind: 'deleted', by: last.actor, at: last.at }
        else if (last) void this.read()
        else if (events.some((event) => event.opportunityIds.includes(this.id))) void this.read()
      },
      reset: () => void this.read(),
    })
    void this.read()
    return () => {
      stopFeed()
      stopPresence()
    }
  }

  /** Asks the server for all of it, after something of it has changed. */
  async read(): Promise<void> {
    const goneAtFirst = this.gone
    try {
      const { opportunity } = await this.#api.query(OpportunityDocument, { id: this.id }, { keep: true })
      this.#failure = null
      this.#isAbsent = opportunity === null
      if (opportunity) {
        this.#wholeVersion = opportunity.version
        // An answer from before the deletion says nothing about it.
        if (this.gone === goneAtFirst) this.gone = null
      } else this.gone ??= { kind: 'left' }
    } catch (error) {
      if (!(error instanceof QueryFailed)) throw error
      this.#failure = error.failure
    }
  }

  get state(): 'loading' | 'here' | 'absent' | 'failed' {
    if (this.shown) return 'here'
    if (this.#isAbsent) return 'absent'
    return this.#failure ? 'failed' : 'loading'
  }

  get failure(): Failure | null {
    return this.#failure
  }

  /** The card that the board's rules reckon with. */
  get card(): BoardCard | null {
    return this.shown && cardOf(this.shown)
  }

  get acl(): Acl {
    return { ownerId: this.committed?.owner?.id ?? null, teamId: this.committed?.team?.id ?? null }
  }

  get mayEdit(): boolean {
    return this.gone === null && this.#viewer.may('opportunity:edit', this.acl)
  }

  get mayDelete(): boolean {
    return this.gone === null && this.#viewer.may('opportunity:delete', this.acl)
  }

  get mayRestore(): boolean {
    return this.gone?.kind === 'deleted' && this.#viewer.may('opportunity:restore', this.acl)
  }

  /**
   * What an edit that begins now has seen. Where the feed is ahead of what was read whole, the older version counts:
   * rather a question too many than a colleague's text overwritten.
   */
  seen(): WholeOpportunity | null {
    const { committed } = this
    return committed && { ...committed, version: Math.min(committed.version, this.#wholeVersion ?? committed.version) }
  }

  /** Where my own move is on its way, the stage is the one that I gave it. */
  #withMove(record: WholeOpportunity): WholeOpportunity {
    const shown = this.edits.over(record)
    const { changes, feed } = this.session
    const card = changes.isPending(record.id) && feed.board && findCard(changes.pending.over(feed.board), record.id)
    const stage = card && record.pipeline.stages.find(({ id }) => id === card.stageId)
    if (!card || !stage || stage.id === record.stage.id) return shown
    const { status, closedAt, stageEnteredAt, lostNote, probabilitySource } = card
    const lostReason = card.lostReason && ({ __typename: 'LostReason', ...card.lostReason } as const)
    const probability = Number(card.probability)
    return { ...shown, stage, status, closedAt, stageEnteredAt, lostNote, lostReason, probability, probabilitySource }
  }
}

export const [getOpportunity, setOpportunity] = createContext<OpportunityRecord>()
