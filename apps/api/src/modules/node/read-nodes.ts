import { kindOfId, may, scopeOf, type IdKind } from '@mekong/domain'
import type { Context } from '../../http/context.ts'
import { ApiKeyStore } from '../api-key/api-key.store.ts'
import { CompanyStore } from '../company/company.store.ts'
import { ContactStore } from '../contact/contact.store.ts'
import { InvitationStore } from '../invitation/invitation.store.ts'
import { LostReasonStore } from '../lost-reason/lost-reason.store.ts'
import { OpportunityStore } from '../opportunity/opportunity.store.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { TeamStore } from '../team/team.store.ts'
import { readWords } from '../vocabulary/vocabulary.store.ts'

/** Whatever has an id of its own in the graph. */
export interface NodeRecord {
  readonly id: string
}

type Reader = (ctx: Context, ids: readonly string[]) => Promise<readonly NodeRecord[]>

/** How the living things of each kind are read, as far as this caller may see them. Kinds without a reader are no nodes. */
const readers: Partial<Record<IdKind, Reader>> = {
  opportunity: ({ services, caller }, ids) => new OpportunityStore(services.sql).visible(ids, scopeOf(caller.actor)),
  pipeline: ({ services }, ids) => new PipelineStore(services.sql).pipelines(ids),
  stage: async ({ services }, ids) =>
    (await new PipelineStore(services.sql).stages(ids)).filter(({ isArchived }) => !isArchived),
  user: ({ services }, ids) => new TeamStore(services.sql).users(ids),
  team: ({ services }, ids) => new TeamStore(services.sql).teams(ids),
  company: ({ services }, ids) => new CompanyStore(services.sql).living(ids),
  contact: ({ services }, ids) => new ContactStore(services.sql).living(ids),
  lostReason: ({ services }, ids) => new LostReasonStore(services.sql).reasons(ids),
  source: ({ services, caller }, ids) => readWords(services.sql, 'source', ids, scopeOf(caller.actor)),
  tag: ({ services, caller }, ids) => readWords(services.sql, 'tag', ids, scopeOf(caller.actor)),
  invitation: async ({ services, caller: { actor } }, ids) =>
    may(actor, 'setup:write') ? new InvitationStore(services.sql).many(ids) : [],
  apiKey: async ({ services, caller: { actor } }, ids) => {
    if (!may(actor, 'key:own')) return []
    const keys = await Promise.all(ids.map((id) => new ApiKeyStore(services.sql).one(id)))
    return keys
      .filter((key) => key !== null)
      .filter(({ userId }) => userId === actor.userId || may(actor, 'key:others'))
  },
}

/** What stands behind each id. Unknown, malformed, gone and hidden are all null and can't be told apart. */
export async function readNodes(ctx: Context, ids: readonly string[]): Promise<(NodeRecord | null)[]> {
  const byKind = Map.groupBy(new Set(ids), kindOfId)
  const found = await Promise.all(
    [...byKind].map(async ([kind, ofKind]) => (kind && readers[kind]?.(ctx, ofKind)) || []),
  )
  const records = new Map(found.flat().map((record) => [record.id, record]))
  return ids.map((id) => records.get(id) ?? null)
}
