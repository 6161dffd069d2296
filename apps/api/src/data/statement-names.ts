/** A text is worth preparing once it has come so often. */
const often = 5
/** Every connection keeps what it has prepared, so there is an end to it. */
const mostNames = 300
const mostCounted = 2_000

const names = new Map<string, string>()
const counts = new Map<string, number>()

/**
 * The name under which PostgreSQL keeps a statement parsed and planned; undefined for what does not come again and again,
 * such as the texts that filters make. Planning costs more than running for most of what a write does.
 */
export function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size === mostNames) return name
  const count = (counts.get(text) ?? 0) + 1
  if (counts.size === mostCounted) counts.clear()
  counts.set(text, count)
  if (count < often) return undefined
  counts.delete(text)
  const made = `mekong_${names.size + 1}`
  names.set(text, made)
  return made
}
