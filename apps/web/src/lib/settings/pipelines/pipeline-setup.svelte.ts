import {
  BoardHeadsDocument,
  PipelineDocument,
  SetupEventsDocument,
  type PipelineFragment,
  type StageFragment,
} from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import { LiveQuery } from '#lib/api/live-query.svelte.ts'

/** One pipeline as its settings show it, with how much is in each stage; it follows whoever else changes it. */
export class PipelineSetup {
  readonly query
  readonly #heads
  readonly #api: Api
  readonly id: string

  constructor(api: Api, id: string) {
    this.#api = api
    this.id = id
    this.query = new LiveQuery(api, PipelineDocument, { id })
    this.#heads = new LiveQuery(api, BoardHeadsDocument, { pipelineId: id })
  }

  get pipeline(): PipelineFragment | null {
    return this.query.data?.pipeline ?? null
  }

  get stages(): readonly StageFragment[] {
    return (this.pipeline?.stages ?? []).toSorted((a, b) => a.position - b.position)
  }

  /** Cards in a stage now; null while it is not known. */
  countOf(stageId: string): number | null {
    const column = this.#heads.data?.board?.columns.find(({ stage }) => stage.id === stageId)
    return column?.totals.count ?? null
  }

  async refetch(): Promise<void> {
    await Promise.all([this.query.refetch(), this.#heads.refetch()])
  }

  /** Reads again whenever the feed says that the set-up or many cards have changed. */
  watch(): () => void {
    let cursor: string | null = null
    return this.#api.socket.subscribe(SetupEventsDocument, () => ({ pipelineId: this.id, from: cursor }), {
      next: ({ boardEvents: message }) => {
        if (message.__typename === 'BoardResync') return
        cursor = message.cursor
        if (message.__typename !== 'BoardEvents') return
        if (message.events.some(({ type }) => type === 'PIPELINE_CHANGED' || type === 'BULK_CHANGED'))
          void this.refetch()
      },
      failed: () => undefined,
      ended: () => undefined,
    })
  }
}
