/** The server's plain HTTP doors beside GraphQL: null when nobody answered, never an exception. */

export async function request(path: string, init?: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch {
    return null
  }
}

export const post = (path: string, body: object, language?: string): Promise<Response | null> =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(language ? { 'accept-language': language } : {}) },
    body: JSON.stringify(body),
  })

export const jsonOf = (answer: Response | null): Promise<unknown> =>
  answer?.ok ? answer.json().catch(() => null) : Promise.resolve(null)

export const getJson = async (path: string): Promise<unknown> => jsonOf(await request(path))

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Seconds from Retry-After, or from the library's own header; a minute when neither says. */
export function secondsToWait(answer: Response): number {
  const told = Number(answer.headers.get('retry-after') ?? answer.headers.get('x-retry-after'))
  return Number.isFinite(told) && told > 0 ? Math.ceil(told) : 60
}

/** Why the library refused, as its code; null when it does not say. */
export async function refusalOf(answer: Response): Promise<string | null> {
  const body: unknown = await answer.json().catch(() => null)
  return isRecord(body) && typeof body['code'] === 'string' ? body['code'] : null
}
