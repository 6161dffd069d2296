/** One field's step as the audit keeps it, values as the API writes them; null is empty. */
export interface AuditStep {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export type AuditFields = Readonly<Record<string, unknown>>

/** What every record has and nobody edits. */
const unedited: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt'])

/** No log may hold what opens something. Who passes such a field has a defect, which tests must see. */
const secret = /secret|password|token|hash|otp|backupcode/i

/** Which fields differ. Of something new (nothing before) or gone (nothing after) those that have a value. */
export function auditSteps(before: AuditFields | null, after: AuditFields | null): readonly AuditStep[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields]
    .filter((field) => !unedited.has(field))
    .map((field) => {
      if (secret.test(field)) throw new Error(`The audit takes no secrets: ${field}`)
      return { field, before: textOf(before?.[field]), after: textOf(after?.[field]) }
    })
    .filter((step) => step.before !== step.after)
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? null : JSON.stringify(value)
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
