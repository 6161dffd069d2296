import type { UserErrorFragment } from '@mekong/schema/documents'
import type { Failure } from './failure.ts'

export type UserError = UserErrorFragment

/** What every mutation's payload has. */
export interface Payload {
  readonly userErrors: readonly UserError[]
}

/** What became of a change: written, refused by a rule with its sentences, or not answered. */
export type Outcome<P extends Payload> =
  | { readonly kind: 'done'; readonly payload: P }
  | { readonly kind: 'refused'; readonly payload: P; readonly errors: readonly [UserError, ...UserError[]] }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** A mutation document of ours has one field, and that field's payload is the answer. */
export type PayloadOf<Data> = Data extends { readonly __typename?: 'Mutation' }
  ? Extract<Exclude<Data[Exclude<keyof Data, '__typename'>], undefined>, Payload>
  : never

export function outcomeOf<P extends Payload>(payload: P): Outcome<P> {
  const [first, ...rest] = payload.userErrors
  return first ? { kind: 'refused', payload, errors: [first, ...rest] } : { kind: 'done', payload }
}

/** The refusal that speaks of one field of the input, if there is one: `['amount']` also finds `['amount', 'currency']`. */
export const errorAt = (errors: readonly UserError[], field: string): UserError | undefined =>
  errors.find((error) => error.field?.[0] === field)
