import { isRecord, jsonOf, post, request } from '#lib/api/auth-door.ts'

/** The server's plain HTTP door behind an invitation's link. Each answers with a kind, none throws. */

export interface InvitedPerson {
  organization: string
  name: string
  email: string
}

export type InvitationLook = { kind: 'open'; invited: InvitedPerson } | { kind: 'gone' } | { kind: 'unreachable' }

export interface AcceptFields {
  name: string
  password: string
}

type Refused =
  | { kind: 'invalid'; errors: Partial<Record<keyof AcceptFields, string>> }
  | { kind: 'gone' }
  | { kind: 'failed' }

export type AcceptOutcome = { kind: 'done' } | Refused

/** `url` is the page of the organisation's provider. */
export type ProviderOutcome = { kind: 'begun'; url: string } | Refused

const pathOf = (token: string): string => `/api/invitation/${encodeURIComponent(token)}`

export async function lookAtInvitation(token: string): Promise<InvitationLook> {
  const answer = await request(pathOf(token))
  if (!answer || (answer.status >= 400 && answer.status !== 404)) return { kind: 'unreachable' }
  const body = await jsonOf(answer)
  return isInvited(body) ? { kind: 'open', invited: body } : { kind: 'gone' }
}

export async function acceptInvitation(token: string, fields: AcceptFields, language: string): Promise<AcceptOutcome> {
  const answer = await post(pathOf(token), fields, language)
  return answer?.ok ? { kind: 'done' } : refusedBy(answer)
}

/** Begins to accept by the provider; it leads back to the board, or to `/invite/back` with an error. */
export async function beginByProvider(token: string, name: string, language: string): Promise<ProviderOutcome> {
  const answer = await post(`${pathOf(token)}/provider`, { name }, language)
  if (!answer?.ok) return refusedBy(answer)
  const body = await jsonOf(answer)
  return isRecord(body) && typeof body['url'] === 'string' ? { kind: 'begun', url: body['url'] } : { kind: 'failed' }
}

async function refusedBy(answer: Response | null): Promise<Refused> {
  if (answer?.status === 404) return { kind: 'gone' }
  const body: unknown = answer?.status === 422 ? await answer.json().catch(() => null) : null
  if (!isRecord(body) || !Array.isArray(body['errors'])) return { kind: 'failed' }
  const errors: Partial<Record<keyof AcceptFields, string>> = {}
  for (const error of body['errors']) {
    if (!isRecord(error) || typeof error['message'] !== 'string') continue
    if (error['field'] === 'name' || error['field'] === 'password') errors[error['field']] ??= error['message']
  }
  return { kind: 'invalid', errors }
}

const isInvited = (value: unknown): value is InvitedPerson =>
  isRecord(value) &&
  typeof value['organization'] === 'string' &&
  typeof value['name'] === 'string' &&
  typeof value['email'] === 'string'
