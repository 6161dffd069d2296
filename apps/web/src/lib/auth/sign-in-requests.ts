import { getJson, isRecord, jsonOf, post, refusalOf, request, secondsToWait } from '#lib/api/auth-door.ts'

/** What the sign-in page may offer besides the password. */
export interface SignInOptions {
  readonly provider: string | null
  readonly canReset: boolean
  readonly hasOutbox: boolean
}

export async function signInOptions(): Promise<SignInOptions> {
  const body = await getJson('/api/sign-in-options')
  if (!isRecord(body)) return { provider: null, canReset: false, hasOutbox: false }
  const oidc = body['oidc']
  return {
    provider: isRecord(oidc) && typeof oidc['name'] === 'string' ? oidc['name'] : null,
    canReset: body['canReset'] === true,
    hasOutbox: body['hasOutbox'] === true,
  }
}

/** The provider's own page, which leads back to `next`; null when it can't be asked. */
export async function providerPage(next: string): Promise<string | null> {
  const body = await jsonOf(await post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: next }))
  return isRecord(body) && typeof body['url'] === 'string' ? body['url'] : null
}

export type StepOutcome =
  | { kind: 'done' }
  | { kind: 'wrong' | 'over' | 'unreachable' | 'failed' }
  | { kind: 'throttled'; seconds: number }

/** The second step of signing in, by the app's code or by one of those kept for the day without it. */
export async function sendCode(code: string, isBackup: boolean): Promise<StepOutcome> {
  const answer = await post(`/api/auth/two-factor/${isBackup ? 'verify-backup-code' : 'verify-totp'}`, { code })
  const outcome = await outcomeOf(answer)
  if (outcome !== null) return outcome
  const refusal = answer ? await refusalOf(answer) : null
  return { kind: refusal === 'INVALID_CODE' || refusal === 'INVALID_BACKUP_CODE' ? 'wrong' : 'over' }
}

/** Whether the request was taken; it says nothing about whether there is such an account. */
export async function askForReset(email: string): Promise<StepOutcome> {
  return (await outcomeOf(await post('/api/auth/request-password-reset', { email }))) ?? { kind: 'failed' }
}

export async function resetPassword(token: string, newPassword: string): Promise<StepOutcome> {
  const answer = await post('/api/auth/reset-password', { token, newPassword })
  const outcome = await outcomeOf(answer)
  if (outcome !== null) return outcome
  return { kind: answer && (await refusalOf(answer)) === 'INVALID_TOKEN' ? 'over' : 'wrong' }
}

/** What every answer may say; null when the library refused for a reason of its own. */
async function outcomeOf(answer: Response | null): Promise<StepOutcome | null> {
  if (!answer) return { kind: 'unreachable' }
  if (answer.ok) return { kind: 'done' }
  if (answer.status === 429) return { kind: 'throttled', seconds: secondsToWait(answer) }
  return answer.status >= 500 ? { kind: 'failed' } : null
}

export interface WaitingMail {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly text: string
  readonly createdAt: string
}

/** The demo's mails that nobody sends; null where there is no such page. */
export async function outbox(): Promise<readonly WaitingMail[] | null> {
  const body = await jsonOf(await request('/api/demo/outbox'))
  if (!isRecord(body) || !Array.isArray(body['mails'])) return null
  return body['mails'].filter(isMail)
}

const isMail = (value: unknown): value is WaitingMail =>
  isRecord(value) &&
  ['id', 'recipient', 'subject', 'text', 'createdAt'].every((name) => typeof value[name] === 'string')
