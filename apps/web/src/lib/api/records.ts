import { ApolloClient, type OperationVariables } from '@apollo/client'
import { ApolloLink } from '@apollo/client/link'
import { Observable } from 'rxjs'
import { makeCache } from './cache.ts'
import type { HttpDoor } from './http-door.ts'

export type Records = ApolloClient

/** Apollo's normalised records, over our own door to the server. Fetched after the first paint: a board stands without. */
export function makeRecords(door: HttpDoor): Records {
  const link = new ApolloLink(
    ({ query, variables, getContext }) =>
      new Observable((observer) => {
        const { fetchOptions } = getContext() as { fetchOptions?: { signal?: AbortSignal } }
        door.ask<Record<string, unknown>, OperationVariables>(query, variables, fetchOptions?.signal).then(
          (data) => {
            observer.next({ data })
            observer.complete()
          },
          (error: unknown) => observer.error(error),
        )
      }),
  )
  return new ApolloClient({ link, cache: makeCache(), devtools: { enabled: false } })
}
