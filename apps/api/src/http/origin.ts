import type { Env } from '../env.ts'

/**
 * May a page of this origin talk to us with a person's cookie? The one that we serve may (its host is the host that it
 * asked), and those that the operator names.
 */
export function isAllowedOrigin(origin: string, host: string | undefined, env: Pick<Env, 'MEKONG_ORIGINS'>): boolean {
  if (env.MEKONG_ORIGINS.includes(origin)) return true
  const url = URL.parse(origin)
  return url !== null && host !== undefined && url.host !== '' && url.host === host.toLowerCase()
}
