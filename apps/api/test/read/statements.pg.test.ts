import { describe, expect } from 'vitest'
import { sqlOn, type Sql } from '../../src/data/sql.ts'
import { readConnection } from '../../src/graphql/connection.ts'
import { cursorSeal } from '../../src/graphql/cursor.ts'
import { opportunityList } from '../../src/modules/opportunity/opportunity.list.ts'
import { test as withDatabase } from '../database.ts'
import { fillShelf } from './shelf.ts'

/** The real thing, with a note of every statement that goes through it. */
function noting(sql: Sql): { sql: Sql; statements: string[] } {
  const statements: string[] = []
  const note =
    <A extends readonly unknown[], R>(run: (text: string, ...rest: A) => R) =>
    (text: string, ...rest: A): R => {
      statements.push(text)
      return run(text, ...rest)
    }
  return { statements, sql: { rows: note(sql.rows) as Sql['rows'], count: note(sql.count) } } // generic in its row
}

describe('a connection costs only what is asked of it', () => {
  withDatabase('no statement before a field, one for a page, one more for a count', async ({ database }) => {
    await fillShelf(database.pool, 5)
    const { sql, statements } = noting(sqlOn(database.pool))
    const asked = {
      scope: { kind: 'ALL', seesAmounts: true } as const,
      locale: 'vi' as const,
      filter: null,
      orderBy: null,
    }
    const read = (first: number) => readConnection(sql, cursorSeal('secret'), opportunityList(asked), { first })

    const counted = read(2)
    expect(statements).toEqual([])
    expect(await counted.totalCount()).toBe(5)
    expect(statements).toHaveLength(1)
    expect(statements[0]).toContain('count(*)')

    statements.length = 0
    const page = read(2)
    expect(await page.nodes()).toHaveLength(2)
    await page.edges()
    expect(await page.pageInfo().hasNextPage()).toBe(true)
    expect(await page.pageInfo().hasPreviousPage()).toBe(false)
    expect(statements).toHaveLength(1)
    expect(statements[0]).not.toContain('count(*)')
  })
})
