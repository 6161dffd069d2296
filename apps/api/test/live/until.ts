import { setTimeout as wait } from 'node:timers/promises'

/** Waits for a condition; gives how many milliseconds it took. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<number> {
  const began = performance.now()
  while (!(await isSo())) {
    if (performance.now() - began > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`)
    await wait(5)
  }
  return performance.now() - began
}
