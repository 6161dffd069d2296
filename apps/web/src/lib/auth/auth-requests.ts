/** The server's plain HTTP doors for signing in and out and for the first start. Each answers with a kind, none throws. */

export interface DemoAccount {
  email: string
  name: string
  role: string
}

export interface DemoAccounts {
  accounts: readonly DemoAccount[]
  password: string
}

export type SignInOutcome =
  | { kind: 'signed-in' }
  | { kind: 'wrong' }
  | { kind: 'throttled'; seconds: number }
  | { kind: 'unreachable' }
  | { kind: 'failed' }

export async function signIn(email: string, password: string, language: string): Promise<SignInOutcome> {
  const answer = await post('/api/auth/sign-in/email', { email, password }, language)
  if (!answer) return { kind: 'unreachable' }
  if (answer.ok) return { kind: 'signed-in' }
  if (answer.status === 429) return { kind: 'throttled', seconds: secondsToWait(answer) }
  return answer.status >= 500 ? { kind: 'failed' } : { kind: 'wrong' }
}

/** Whether the server has ended the session; without a line it cannot. */
export async function signOut(): Promise<boolean> {
  const answer = await post('/api/auth/sign-out', {})
  return answer?.ok ?? false
}

/** The demo's people, or null where there is no demo. */
export async function demoAccounts(): Promise<DemoAccounts | null> {
  const body = await getJson('/api/demo-accounts')
  return isDemoAccounts(body) ? body : null
}

export interface SetupFields {
  organizationName: string
  currency: string
  timeZone: string
  locale: string
  name: string
  email: string
  password: string
}

export type SetupOutcome =
  | { kind: 'done' }
  | { kind: 'invalid'; errors: Partial<Record<keyof SetupFields, string>>; other: string | null }
  | { kind: 'expired' }
  | { kind: 'failed' }

/** Whether the link can still be used: null when nobody answered. */
export async function isSetupOpen(token: string): Promise<boolean | null> {
  const answer = await request(`/api/setup/${encodeURIComponent(token)}`)
  if (!answer || answer.status >= 500) return null
  return answer.ok
}

export async function setUp(token: string, fields: SetupFields): Promise<SetupOutcome> {
  const answer = await post(`/api/setup/${encodeURIComponent(token)}`, { ...fields }, fields.locale)
  if (!answer) return { kind: 'failed' }
  if (answer.ok) return { kind: 'done' }
  if (answer.status === 404) return { kind: 'expired' }
  const body: unknown = await answer.json().catch(() => null)
  if (answer.status !== 422 || !isRecord(body) || !Array.isArray(body['errors'])) return { kind: 'failed' }
  const errors: Partial<Record<string, string>> = {}
  let other: string | null = null
  for (const error of body['errors']) {
    if (!isRecord(error) || typeof error['message'] !== 'string') continue
    if (typeof error['field'] === 'string' && error['field'] in fields) errors[error['field']] ??= error['message']
    else other ??= error['message']
  }
  return { kind: 'invalid', errors, other }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isDemoAccount = (value: unknown): value is DemoAccount =>
  isRecord(value) &&
  typeof value['email'] === 'string' &&
  typeof value['name'] === 'string' &&
  typeof value['role'] === 'string'

const isDemoAccounts = (value: unknown): value is DemoAccounts =>
  isRecord(value) &&
  typeof value['password'] === 'string' &&
  Array.isArray(value['accounts']) &&
  value['accounts'].every(isDemoAccount)

/** Seconds from Retry-After, or from the library's own header; a minute when neither says. */
function secondsToWait(answer: Response): number {
  const told = Number(answer.headers.get('retry-after') ?? answer.headers.get('x-retry-after'))
  return Number.isFinite(told) && told > 0 ? Math.ceil(told) : 60
}

async function request(path: string, init?: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch {
    return null
  }
}

const post = (path: string, body: Record<string, unknown>, language?: string): Promise<Response | null> =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(language ? { 'accept-language': language } : {}) },
    body: JSON.stringify(body),
  })

async function getJson(path: string): Promise<unknown> {
  const answer = await request(path)
  return answer?.ok ? answer.json().catch(() => null) : null
}
