import { describe, expect, it } from 'vitest'
import { everyPage } from './every-page.ts'

/** A list of numbers, whose cursors are the number that they follow. */
const listOf = (length: number) => {
  const asked: (string | null)[] = []
  const ask = async ({ first, after }: { first: number; after: string | null }) => {
    asked.push(after)
    const from = after === null ? 0 : Number(after) + 1
    const nodes = Array.from({ length: Math.max(0, Math.min(first, length - from)) }, (_, at) => from + at)
    const last = nodes.at(-1)
    return {
      nodes,
      pageInfo: { hasNextPage: from + nodes.length < length, endCursor: last === undefined ? null : String(last) },
    }
  }
  return { ask, asked }
}

describe('every page', () => {
  it.each([
    [0, [null]],
    [100, [null]],
    [101, [null, '99']],
    [250, [null, '99', '199']],
  ])('reads all %i entries in order, and asks no more than it must', async (length, cursors) => {
    const { ask, asked } = listOf(length)
    expect(await everyPage(ask)).toEqual(Array.from({ length }, (_, at) => at))
    expect(asked).toEqual(cursors)
  })

  it('fails as a whole when a page fails', async () => {
    const { ask } = listOf(150)
    const failing: typeof ask = async (page) => {
      if (page.after !== null) throw new Error('cut off')
      return ask(page)
    }
    await expect(everyPage(failing)).rejects.toThrow('cut off')
  })
})
