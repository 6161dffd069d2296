/** The same person wears the same of six colours on every screen and in every browser: it follows from the id alone. */
export function personColor(id: string): 1 | 2 | 3 | 4 | 5 | 6 {
  let hash = 2166136261
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619)
  // The low bits alone repeat for ids that differ in one place: fold the high ones in.
  const mixed = (hash ^ (hash >>> 15)) >>> 0
  return ([1, 2, 3, 4, 5, 6] as const)[mixed % 6] ?? 1
}

/** The class that sets `--p`, for avatars, rings, ghosts and flags. */
export const personClass = (id: string): string => `p${personColor(id)}`
