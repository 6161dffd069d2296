/** One field's step as the audit keeps it, values as the API writes them; null is empty. */
export interface AuditStep {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** Any record with plain values. */
export type AuditFields = object

/** What every record has and nobody edits. */
const unedited: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt'])

/** No log may hold what opens something. Who passes such a field has a defect, which tests must see. */
const secret = /secret|password|token|hash|otp|backupcode/i

/** Which fields differ. Of something new (nothing before) or gone (nothing after) those that have a value. */
export function auditSteps(before: AuditFields | null, after: AuditFields | null): readonly AuditStep[] {
  const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => !unedited.has(field))
    .map((field) => {
      if (secret.test(field)) throw new Error(`The audit takes no secrets: ${field}`)
      return { field, before: textOf(was.get(field)), after: textOf(is.get(field)) }
    })
    .filter((step) => step.before !== step.after)
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? null : JSON.stringify(value)
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
