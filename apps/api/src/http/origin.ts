import type { Env } from '../env.ts'

/**
 * May a page of this origin talk to us with a person's cookie? The one that we serve may (its host is the host that it
 * asked, or our public address, for a proxy may ask in its own name), and those that the operator names.
 */
export function isAllowedOrigin(
  origin: string,
  host: string | undefined,
  { MEKONG_ORIGINS, MEKONG_URL }: Pick<Env, 'MEKONG_ORIGINS' | 'MEKONG_URL'>,
): boolean {
  if (origin === MEKONG_URL || MEKONG_ORIGINS.includes(origin)) return true
  const url = URL.parse(origin)
  return url !== null && host !== undefined && url.host !== '' && url.host === host.toLowerCase()
}
