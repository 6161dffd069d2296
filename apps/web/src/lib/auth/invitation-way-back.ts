const key = 'mekong.invitation'

/**
 * Which invitation somebody is accepting while they are at the provider. The server keeps no link that could be used, so
 * this tab does, until it comes back.
 */
export function rememberInvitation(token: string): void {
  try {
    sessionStorage.setItem(key, token)
  } catch {
    // Without storage whoever is refused opens their link again.
  }
}

/** Null: none was remembered here. It is forgotten by this. */
export function recallInvitation(): string | null {
  try {
    const token = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    return token
  } catch {
    return null
  }
}
