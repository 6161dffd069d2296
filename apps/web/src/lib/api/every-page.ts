interface Page<Entry> {
  readonly nodes: readonly Entry[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const pageSize = 100

/** The entries of all pages of a list, for lists of which every entry is shown at once. Throws `QueryFailed`. */
export async function everyPage<Entry>(
  ask: (page: { readonly first: number; readonly after: string | null }) => Promise<Page<Entry>>,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  let after: string | null = null
  do {
    const { nodes, pageInfo }: Page<Entry> = await ask({ first: pageSize, after })
    entries.push(...nodes)
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  return entries
}
