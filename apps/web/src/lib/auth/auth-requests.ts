import { getJson, isRecord, jsonOf, post, request, secondsToWait } from '#lib/api/auth-door.ts'

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
  /** The password is right; a code is wanted as well. */
  | { kind: 'second-step' }
  | { kind: 'wrong' }
  | { kind: 'throttled'; seconds: number }
  | { kind: 'unreachable' }
  | { kind: 'failed' }

export async function signIn(email: string, password: string, language: string): Promise<SignInOutcome> {
  const answer = await post('/api/auth/sign-in/email', { email, password }, language)
  if (!answer) return { kind: 'unreachable' }
  if (answer.ok) {
    const body = await jsonOf(answer)
    return { kind: isRecord(body) && body['twoFactorRedirect'] === true ? 'second-step' : 'signed-in' }
  }
  if (answer.status === 429) return { kind: 'throttled', seconds: secondsToWait(answer) }
  return answer.status >= 500 ? { kind: 'failed' } : { kind: 'wrong' }
}

/** Whether the server has ended the session; without a line it cannot. */
export async function signOut(): Promise<boolean> {
  const answer = await post('/api/auth/sign-out', {})
  return answer?.ok ?? false
}

/** Whether this browser has a session of this person. */
export async function isSignedInAs(email: string): Promise<boolean> {
  const body = await getJson('/api/auth/get-session')
  return isRecord(body) && isRecord(body['user']) && body['user']['email'] === email
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
