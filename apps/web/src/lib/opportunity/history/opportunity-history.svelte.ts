import { OpportunityHistoryDocument, type OpportunityHistoryQuery } from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import { NewestFirst } from '#lib/api/newest-first.svelte.ts'

export type HistoryEntry = NonNullable<OpportunityHistoryQuery['opportunity']>['history']['nodes'][number]

/** What was done to one opportunity. */
export const opportunityHistory = (api: Api, id: string): NewestFirst<HistoryEntry> =>
  new NewestFirst<HistoryEntry>(async (page) => {
    const { opportunity } = await api.query(OpportunityHistoryDocument, { id, ...page })
    return opportunity?.history ?? null
  })
