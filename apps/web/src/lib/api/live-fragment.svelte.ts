import type { ApolloCache } from '@apollo/client'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { createSubscriber } from 'svelte/reactivity'
import type { Api } from './api.ts'
import type { Records } from './records.ts'

/**
 * One record, live: what a query, a mutation or the board's feed writes there shows here. It is watched only while
 * something on screen reads it, and asks the server for nothing.
 */
export class LiveFragment<Data extends { readonly id: string }> {
  readonly #subscribe: () => void
  #observed: ApolloCache.ObservableFragment<Data | null> | null = null

  constructor(api: Api, fragment: TypedDocumentNode<Data, unknown>, fragmentName: string, from: string) {
    const observe = ({ cache }: Records) =>
      (this.#observed ??= cache.watchFragment<Data | null>({ fragment, fragmentName, from }))
    if (api.recordsNow) observe(api.recordsNow)
    this.#subscribe = createSubscriber((update) => {
      let stop: (() => void) | null = null
      let isOver = false
      const watch = (records: Records) => {
        if (isOver) return
        const watching = observe(records).subscribe({ next: update })
        stop = () => watching.unsubscribe()
        update()
      }
      // Without the records there is nothing to follow; whoever reads goes on with what it has.
      api.records().then(watch, () => undefined)
      return () => {
        isOver = true
        stop?.()
      }
    })
  }

  /** The whole record; undefined while there is not all of it. */
  get data(): Data | undefined {
    this.#subscribe()
    const now = this.#observed?.getCurrentResult()
    return now?.dataState === 'complete' ? (now.data ?? undefined) : undefined
  }
}

/** Puts what was read past the records among them; an older answer never covers a newer one. */
export function remember<Data extends { readonly id: string; readonly version: number }>(
  api: Api,
  fragment: TypedDocumentNode<Data, unknown>,
  fragmentName: string,
  typename: string,
  answers: readonly Data[],
): void {
  const write = ({ cache }: Records) =>
    cache.batch({
      update: () => {
        for (const answer of answers) {
          const id = `${typename}:${answer.id}`
          const known = cache.readFragment<Data>({ id, fragment, fragmentName })
          if (known && known.version > answer.version) continue
          cache.writeFragment<Data>({ id, fragment, fragmentName, data: answer })
        }
      },
    })
  if (api.recordsNow) write(api.recordsNow)
  else api.records().then(write, () => undefined)
}
