import { getJson, isRecord, jsonOf, post, refusalOf, secondsToWait } from '#lib/api/auth-door.ts'

/**
 * What may become of a change of one's own account: `wrong` is the password or code that was asked for; who came by the
 * organisation's provider has `noPassword`.
 */
export type ChangeOutcome =
  | { kind: 'done' }
  | { kind: 'wrong' | 'badLength' | 'noPassword' | 'network' | 'unknown' }
  | { kind: 'throttled'; seconds: number }

export type ChangeFault = Exclude<ChangeOutcome, { kind: 'done' }>

async function faultOf(answer: Response | null): Promise<ChangeFault | null> {
  if (!answer) return { kind: 'network' }
  if (answer.ok) return null
  if (answer.status === 429) return { kind: 'throttled', seconds: secondsToWait(answer) }
  const refusal = await refusalOf(answer)
  if (refusal === 'INVALID_PASSWORD' || refusal === 'INVALID_CODE') return { kind: 'wrong' }
  if (refusal === 'PASSWORD_TOO_SHORT' || refusal === 'PASSWORD_TOO_LONG') return { kind: 'badLength' }
  if (refusal === 'CREDENTIAL_ACCOUNT_NOT_FOUND') return { kind: 'noPassword' }
  return { kind: 'unknown' }
}

const change = async (path: string, body: object): Promise<ChangeOutcome> =>
  (await faultOf(await post(`/api/auth${path}`, body))) ?? { kind: 'done' }

export const changePassword = (currentPassword: string, newPassword: string): Promise<ChangeOutcome> =>
  change('/change-password', { currentPassword, newPassword })

/** Whether a second step follows the password; null when that can't be told. */
export async function hasTwoFactor(): Promise<boolean | null> {
  const body = await getJson('/api/auth/get-session')
  return isRecord(body) && isRecord(body['user']) ? body['user']['twoFactorEnabled'] === true : null
}

export interface Enrolment {
  /** What the QR code says. */
  readonly uri: string
  readonly backupCodes: readonly string[]
}

const codesIn = (body: Record<string, unknown>): readonly string[] =>
  Array.isArray(body['backupCodes']) ? body['backupCodes'].filter((code) => typeof code === 'string') : []

/** Begins; it counts only once a code has proved the app. */
export async function beginTwoFactor(password: string): Promise<Enrolment | ChangeFault> {
  const answer = await post('/api/auth/two-factor/enable', { password })
  const fault = await faultOf(answer)
  if (fault) return fault
  const body = await jsonOf(answer)
  if (!isRecord(body) || typeof body['totpURI'] !== 'string') return { kind: 'unknown' }
  return { uri: body['totpURI'], backupCodes: codesIn(body) }
}

export const proveTwoFactor = (code: string): Promise<ChangeOutcome> =>
  change('/two-factor/verify-totp', { code: code.replace(/\s/g, '') })

export const endTwoFactor = (password: string): Promise<ChangeOutcome> => change('/two-factor/disable', { password })

export async function newBackupCodes(password: string): Promise<readonly string[] | ChangeFault> {
  const answer = await post('/api/auth/two-factor/generate-backup-codes', { password })
  const fault = await faultOf(answer)
  if (fault) return fault
  const body = await jsonOf(answer)
  return isRecord(body) ? codesIn(body) : { kind: 'unknown' }
}

export interface OwnPasskey {
  readonly id: string
  readonly name: string | null
  readonly createdAt: string | null
}

/** Null when nobody answered. */
export async function ownPasskeys(): Promise<readonly OwnPasskey[] | null> {
  const body = await getJson('/api/auth/passkey/list-user-passkeys')
  if (!Array.isArray(body)) return null
  return body.filter(isRecord).flatMap(({ id, name, createdAt }) => {
    if (typeof id !== 'string') return []
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
    return [{ id, name: text(name), createdAt: text(createdAt) }]
  })
}

export const removePasskey = (id: string): Promise<ChangeOutcome> => change('/passkey/delete-passkey', { id })
