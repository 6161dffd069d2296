import { dayIn, instant, type Day, type Instant, type Stage } from '@mekong/domain'
import { Random } from './random.ts'

/** One opportunity's life: the stages that it went through, oldest first. */
export interface Life {
  readonly steps: readonly { readonly stage: Stage; readonly enteredAt: Instant }[]
  readonly expectedCloseDate: Day | null
}

const dayMs = 86_400_000
const historyDays = 182

/** Days that a stage usually takes, by its place in the path: the first look is quick, a proposal waits. */
const usualDays = [5, 9, 12, 15, 10] as const

/**
 * Walks through a pipeline's open stages with dates in the six months before now, at office hours. Early ones mostly
 * came to an end; recent ones are mostly still under way.
 */
export function simulateLife(random: Random, stages: readonly Stage[], now: Date, timeZone: string): Life {
  // Review is a second look beside the path, not a step on it.
  const path = stages.filter((stage) => stage.kind === 'OPEN' && stage.presetKey !== 'review')
  const won = stages.find((stage) => stage.kind === 'WON')
  const lost = stages.find((stage) => stage.kind === 'LOST')
  let at =
    now.getTime() - Math.round(random.next() * random.next() * historyDays * dayMs) - random.between(1, 10) * 3_600_000
  const steps: { stage: Stage; enteredAt: Instant }[] = []
  const enter = (stage: Stage) => steps.push({ stage, enteredAt: instant(new Date(officeHour(random, at, now))) })

  for (const [index, stage] of path.entries()) {
    enter(stage)
    const stay = usualDays[Math.min(index, usualDays.length - 1)] ?? 10
    at += Math.max(0.3, stay * (0.3 + random.next() * 1.7)) * dayMs
    if (at >= now.getTime()) break
    const isLast = index === path.length - 1
    if (lost && random.chance(isLast ? 0.3 : 0.09)) {
      enter(lost)
      break
    }
    if (isLast && won) enter(won)
  }
  const ahead = random.between(-6, 75) * dayMs
  return {
    steps: inOrder(steps),
    expectedCloseDate: random.chance(0.92)
      ? dayIn(timeZone, instant(new Date(Math.max(at, now.getTime()) + ahead)))
      : null,
  }
}

/** Between eight and half past five in Cần Thơ, never later than now. */
function officeHour(random: Random, at: number, now: Date): number {
  const day = Math.floor(at / dayMs) * dayMs
  const moment = day + 3_600_000 + random.between(0, 9 * 60 + 30) * 60_000
  return Math.min(moment, now.getTime() - 60_000)
}

/** Two steps on one day may have been drawn the wrong way round: time only goes on. */
function inOrder(steps: readonly { stage: Stage; enteredAt: Instant }[]): Life['steps'] {
  const times = steps.map((step) => step.enteredAt).toSorted()
  return steps.map((step, index) => ({ stage: step.stage, enteredAt: times[index] ?? step.enteredAt }))
}
