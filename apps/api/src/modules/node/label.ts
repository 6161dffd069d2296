import { kindOfId, lostReasonName, stageName } from '@mekong/domain'
import type { Context } from '../../http/context.ts'

/** The present name of what an id stands for, in the caller's language; null where it is no id, or names nothing any more. */
export async function labelOf({ loaders, locale }: Context, id: string): Promise<string | null> {
  switch (kindOfId(id)) {
    case 'opportunity':
      return (await loaders.titles.load(id))?.title ?? null
    case 'pipeline':
      return (await loaders.pipelines.load(id))?.name ?? null
    case 'stage': {
      const stage = await loaders.stages.load(id)
      return stage && stageName(stage, locale)
    }
    case 'user':
      return (await loaders.users.load(id))?.name ?? null
    case 'team':
      return (await loaders.teams.load(id))?.name ?? null
    case 'company':
      return (await loaders.companies.load(id))?.name ?? null
    case 'contact':
      return (await loaders.contacts.load(id))?.name ?? null
    case 'lostReason': {
      const reason = await loaders.lostReasons.load(id)
      return reason && lostReasonName(reason, locale)
    }
    case 'apiKey':
      return (await loaders.apiKeys.load(id))?.name ?? null
    default:
      return null
  }
}

/** What a step's value stands for: one id, or a list of them as JSON. */
export async function labelOfStep(ctx: Context, field: string, value: string | null): Promise<string | null> {
  if (value === null) return null
  if (field.endsWith('Id')) return labelOf(ctx, value)
  if (!field.endsWith('Ids')) return null
  const names = await Promise.all(idsIn(value).map(async (id) => (await labelOf(ctx, id)) ?? id))
  return names.join(', ')
}

function idsIn(json: string): readonly string[] {
  const ids: unknown = JSON.parse(json)
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
