/** What an id names, by its prefix: ids are TypeIDs (`opp_01h2xcejqtf2nbrexx3vqjhp41`), a UUIDv7 underneath. */
export const idPrefixes = {
  opportunity: 'opp',
  pipeline: 'pip',
  stage: 'stg',
  user: 'usr',
  team: 'tea',
  company: 'com',
  contact: 'con',
  lostReason: 'lrs',
  source: 'src',
  tag: 'tag',
  apiKey: 'key',
  historyEntry: 'his',
  stageStay: 'sty',
  auditEntry: 'aud',
  invitation: 'inv',
  criterion: 'cri',
} as const

export type IdKind = keyof typeof idPrefixes

/** The ids of the domain. They are plain strings at run time; the names tell a reader which one is meant. */
export type OpportunityId = string
export type PipelineId = string
export type StageId = string
export type UserId = string
export type TeamId = string
export type CompanyId = string
export type ContactId = string
export type LostReasonId = string
export type CriterionId = string

const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** Which kind of thing a text could name; undefined when it is no id of ours. */
export function kindOfId(text: string): IdKind | undefined {
  const at = text.lastIndexOf('_')
  if (at < 0 || !suffix.test(text.slice(at + 1))) return undefined
  const prefix = text.slice(0, at)
  return (Object.keys(idPrefixes) as IdKind[]).find((kind) => idPrefixes[kind] === prefix)
}

export const isId = (kind: IdKind, text: string): boolean => kindOfId(text) === kind
