import type { Env } from '../env.ts'

/** Timers can't be set for longer. */
const longestTimerMs = 2 ** 31 - 1

/** However well rights are followed: no socket and no stream stays open for longer than this; its client comes again. */
export const afterItsLife = ({ MEKONG_LIMITS }: Pick<Env, 'MEKONG_LIMITS'>, end: () => void): NodeJS.Timeout =>
  setTimeout(end, Math.min(MEKONG_LIMITS.connectionMs, longestTimerMs)).unref()
