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

export type AcceptOutcome =
  | { kind: 'done' }
  | { kind: 'invalid'; errors: Partial<Record<keyof AcceptFields, string>> }
  | { kind: 'gone' }
  | { kind: 'failed' }

const pathOf = (token: string): string => `/api/invitation/${encodeURIComponent(token)}`

export async function lookAtInvitation(token: string): Promise<InvitationLook> {
  const answer = await ask(pathOf(token))
  if (!answer || (answer.status >= 400 && answer.status !== 404)) return { kind: 'unreachable' }
  const body: unknown = await answer.json().catch(() => null)
  return answer.ok && isInvited(body) ? { kind: 'open', invited: body } : { kind: 'gone' }
}

export async function acceptInvitation(token: string, fields: AcceptFields, language: string): Promise<AcceptOutcome> {
  const answer = await ask(pathOf(token), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(fields),
  })
  if (!answer) return { kind: 'failed' }
  if (answer.ok) return { kind: 'done' }
  if (answer.status === 404) return { kind: 'gone' }
  const body: unknown = await answer.json().catch(() => null)
  if (answer.status !== 422 || !isRecord(body) || !Array.isArray(body['errors'])) return { kind: 'failed' }
  const errors: Partial<Record<keyof AcceptFields, string>> = {}
  for (const error of body['errors']) {
    if (!isRecord(error) || typeof error['message'] !== 'string') continue
    if (error['field'] === 'name' || error['field'] === 'password') errors[error['field']] ??= error['message']
  }
  return { kind: 'invalid', errors }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isInvited = (value: unknown): value is InvitedPerson =>
  isRecord(value) &&
  typeof value['organization'] === 'string' &&
  typeof value['name'] === 'string' &&
  typeof value['email'] === 'string'

async function ask(path: string, init?: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch {
    return null
  }
}
