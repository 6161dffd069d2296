import { getJson, jsonOf, post, refusalOf } from './auth-door.ts'

/** Browsers bind passkeys to a name; an IP number is none. Older browsers can't read the server's options. */
export const hasPasskeys = (): boolean =>
  'PublicKeyCredential' in window &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  !/^[\d.]+$|^\[/.test(location.hostname)

export type PasskeyOutcome = 'done' | 'given-up' | 'stale' | 'failed'

/** Signs in by whichever passkey the person chooses. */
export async function signInByPasskey(): Promise<PasskeyOutcome> {
  const options = await getJson('/api/auth/passkey/generate-authenticate-options')
  if (options === null) return 'failed'
  return asked(async () => {
    // The server made these options for this very method.
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
    const credential = await navigator.credentials.get({ publicKey })
    return post('/api/auth/passkey/verify-authentication', { response: jsonFrom(credential) })
  })
}

/** Makes a passkey of the person who is signed in. */
export async function addPasskey(name: string): Promise<PasskeyOutcome> {
  const response = await fetch('/api/auth/passkey/generate-register-options', { credentials: 'same-origin' }).catch(
    () => null,
  )
  if (response?.status === 403 && (await refusalOf(response.clone())) === 'SESSION_NOT_FRESH') return 'stale'
  const options = await jsonOf(response)
  if (options === null) return 'failed'
  return asked(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      options as PublicKeyCredentialCreationOptionsJSON, // as above
    )
    const credential = await navigator.credentials.create({ publicKey })
    return post('/api/auth/passkey/verify-registration', { response: jsonFrom(credential), name })
  })
}

/** Whoever closes the browser's question has changed their mind, which is no fault. */
async function asked(use: () => Promise<Response | null>): Promise<PasskeyOutcome> {
  try {
    return (await use())?.ok ? 'done' : 'failed'
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return name === 'NotAllowedError' || name === 'AbortError' ? 'given-up' : 'failed'
  }
}

const jsonFrom = (credential: Credential | null): unknown =>
  credential instanceof PublicKeyCredential ? credential.toJSON() : null
