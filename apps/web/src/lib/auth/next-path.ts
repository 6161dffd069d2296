/** Where to go after signing in: a path of this site only, never another site that a crafted link names. */
export function nextPath(wanted: string | null, origin: string): string {
  if (wanted === null || !wanted.startsWith('/')) return '/'
  try {
    const url = new URL(wanted, origin)
    if (url.origin !== origin || url.pathname === '/sign-in') return '/'
    return url.pathname + url.search + url.hash
  } catch {
    return '/'
  }
}

/** The sign-in page that leads back to where the person is. */
export function signInPath(here: Pick<URL, 'pathname' | 'search' | 'hash'>): string {
  const path = here.pathname + here.search + here.hash
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`
}
