import { ArgsType, Field, Int } from 'type-graphql'
import { badInput } from './bad-input.ts'

export const defaultPageSize = 20
export const maxPageSize = 100

/** Which part of a list is asked for. `null` is as if it were not given. */
export interface PageArgs {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

@ArgsType()
export class ConnectionArgs implements PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the front, 0 to 100. Without `first` and `last` it is 20. More is BAD_USER_INPUT.',
  })
  first?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Only what comes after this cursor. A cursor of another list, filter or order is BAD_USER_INPUT.',
  })
  after?: string | null

  @Field(() => Int, { nullable: true, description: 'How many from the end, 0 to 100; not together with `first`.' })
  last?: number | null

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null
}

/** A page as it will be read: so many rows, from the front or from the end. */
export interface PageSize {
  readonly from: 'front' | 'end'
  readonly count: number
}

export function pageSizeOf(args: PageArgs, fallback: number = defaultPageSize): PageSize {
  const { first, last } = args
  const isGiven = (count: number | null | undefined) => count !== null && count !== undefined
  if (isGiven(first) && isGiven(last)) throw badInput('pageBothWays')
  const count = first ?? last ?? fallback
  if (count < 0 || count > maxPageSize) throw badInput('pageSize', { max: maxPageSize })
  return { from: isGiven(last) ? 'end' : 'front', count }
}
