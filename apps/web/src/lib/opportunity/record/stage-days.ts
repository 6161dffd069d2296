import type { WholeOpportunity } from './opportunity-record.svelte.ts'

const day = 86_400_000

export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / day))

/** All its days in one stage, also from several stays; null where it never was. */
export function daysIn(stageId: string, { stays, stage, stageEnteredAt }: WholeOpportunity, now: Date): number | null {
  const open = stage.id === stageId ? now.getTime() - Date.parse(stageEnteredAt) : null
  const past = stays.filter((stay) => stay.stage.id === stageId && stay.leftAt !== null)
  if (open === null && past.length === 0) return null
  const spent = past.reduce(
    (sum, { enteredAt, leftAt }) => sum + Date.parse(leftAt ?? enteredAt) - Date.parse(enteredAt),
    0,
  )
  return Math.max(0, Math.floor((spent + Math.max(0, open ?? 0)) / day))
}
