import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Doorway } from './doorway.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Who has been let in, in order. */
function watched() {
  const doorway = new Doorway()
  const seen: string[] = []
  return { doorway, seen, come: (who: string) => doorway.enter(who, () => seen.push(who)) }
}

test('a few come in at once, the others at a pace', () => {
  const { seen, come } = watched()
  for (let at = 0; at < 100; at++) come('a')
  expect(seen).toHaveLength(3)
  vi.advanceTimersByTime(10)
  expect(seen).toHaveLength(6)
  vi.advanceTimersByTime(400)
  expect(seen).toHaveLength(100)
})

test('nobody waits behind the crowd of somebody else', () => {
  const { seen, come } = watched()
  for (let at = 0; at < 500; at++) come('crowd')
  come('guest')
  vi.advanceTimersByTime(10)
  expect(seen).toContain('guest')
})

test('whoever comes while a thousand wait is sent away, and has room again later', () => {
  const { seen, come } = watched()
  const outcomes = Array.from({ length: 1_010 }, () => come('a'))
  expect(outcomes.filter((isTaken) => !isTaken)).toHaveLength(7)
  vi.advanceTimersByTime(10)
  expect(come('a')).toBe(true)
  vi.advanceTimersByTime(60_000)
  expect(seen).toHaveLength(1_004)
})

test('nothing ticks while nobody comes, and a node that stops lets nobody wait', () => {
  const { doorway, seen, come } = watched()
  come('a')
  vi.advanceTimersByTime(20)
  expect(vi.getTimerCount()).toBe(0)
  for (let at = 0; at < 50; at++) come('b')
  doorway.letAllIn()
  expect(seen).toHaveLength(51)
})
