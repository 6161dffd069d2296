import type { DocumentNode } from 'graphql'

/** How a document is sent: by its hash, never by its text. The server runs no other text from a browser. */
export interface TrustedDocument {
  readonly operationName: string | undefined
  readonly extensions: { readonly persistedQuery: { readonly version: 1; readonly sha256Hash: string } }
}

export function trusted(document: DocumentNode): TrustedDocument {
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition')
  const meta: unknown = '__meta__' in document ? document.__meta__ : undefined
  const hash = typeof meta === 'object' && meta !== null && 'hash' in meta ? meta.hash : undefined
  if (typeof hash !== 'string') throw new Error('A document that the build does not know cannot be sent.')
  return {
    operationName: operation?.name?.value,
    extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
  }
}
