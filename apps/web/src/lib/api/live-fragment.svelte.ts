import type { ApolloCache, TypedDocumentNode } from '@apollo/client'
import { createSubscriber } from 'svelte/reactivity'
import type { Api } from './api.ts'

/**
 * One record of the cache, live: what a query, a mutation or the board's feed writes there shows here. It is watched
 * only while something on screen reads it, and asks the server for nothing.
 */
export class LiveFragment<Data extends { readonly id: string }> {
  readonly #observable: ApolloCache.ObservableFragment<Data | null>
  readonly #subscribe: () => void

  constructor(api: Api, fragment: TypedDocumentNode<Data, unknown>, fragmentName: string, from: string) {
    this.#observable = api.client.cache.watchFragment<Data | null>({ fragment, fragmentName, from })
    this.#subscribe = createSubscriber((update) => {
      const watching = this.#observable.subscribe({ next: update })
      return () => watching.unsubscribe()
    })
  }

  /** The whole record; undefined while the cache does not have all of it. */
  get data(): Data | undefined {
    this.#subscribe()
    const now = this.#observable.getCurrentResult()
    return now.dataState === 'complete' ? (now.data ?? undefined) : undefined
  }
}

/** Puts what was read past the cache into it; an older answer never covers a newer one. */
export function remember<Data extends { readonly id: string; readonly version: number }>(
  api: Api,
  fragment: TypedDocumentNode<Data, unknown>,
  fragmentName: string,
  typename: string,
  records: readonly Data[],
): void {
  const { cache } = api.client
  cache.batch({
    update: () => {
      for (const record of records) {
        const id = `${typename}:${record.id}`
        const known = cache.readFragment<Data>({ id, fragment, fragmentName })
        if (known && known.version > record.version) continue
        cache.writeFragment<Data>({ id, fragment, fragmentName, data: record })
      }
    },
  })
}
