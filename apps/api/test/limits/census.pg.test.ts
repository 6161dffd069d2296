import { describe, expect } from 'vitest'
import { Census } from '../../src/http/throttle/census.ts'
import { test } from '../database.ts'

const loud = (error: unknown) => {
  throw error
}

describe('how many connections somebody has open', () => {
  test('is exact on one node, and whoever leaves makes room once', async ({ database }) => {
    const census = new Census(database.pool, loud)
    const places = [1, 2, 3].map(() => census.enter('an', 2))
    expect(places.map((place) => place !== null)).toEqual([true, true, false])
    places[0]?.left()
    places[0]?.left()
    expect(census.enter('an', 2)).not.toBeNull()
    expect(census.enter('an', 2)).toBeNull()
    expect(census.enter('binh', 2)).not.toBeNull()
  })

  test('counts what the other nodes have, once they have told', async ({ database }) => {
    const [one, other] = [new Census(database.pool, loud), new Census(database.pool, loud)]
    for (let count = 0; count < 15; count++) one.enter('chi', 20)
    await one.tell()
    await other.tell()
    const places = Array.from({ length: 10 }, () => other.enter('chi', 20))
    expect(places.filter((place) => place !== null)).toHaveLength(5)
    await one.stop()
    await other.tell()
    expect(other.enter('chi', 20)).not.toBeNull()
    await other.stop()
    const { rowCount } = await database.pool.query('select 1 from open_connections')
    expect(rowCount).toBe(0)
  })

  test('hears soon of those who have many, on whichever node', async ({ database }) => {
    const [one, other] = [new Census(database.pool, loud), new Census(database.pool, loud)]
    one.start()
    other.start()
    for (let count = 0; count < 15; count++) one.enter('em', 20)
    for (let count = 0; count < 5; count++) other.enter('em', 20)
    const hasRoom = (census: Census) => {
      const place = census.enter('em', 20)
      place?.left()
      return place !== null
    }
    // The regular telling comes after five seconds.
    await expect.poll(() => [one, other].map(hasRoom), { timeout: 3_000 }).toEqual([false, false])
    await one.stop()
    await other.stop()
  })

  test('forgets a node that went without a word', async ({ database }) => {
    const [one, other] = [new Census(database.pool, loud), new Census(database.pool, loud)]
    one.enter('dung', 1)
    await one.tell()
    await database.pool.query(`update open_connections set at = at - interval '2 minutes'`)
    await other.tell()
    expect(other.enter('dung', 1)).not.toBeNull()
  })
})
