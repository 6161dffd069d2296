import DataLoader from 'dataloader'

export type ById<T> = DataLoader<string, T | null>

/** Reads rows by id together, those that nobody knows as null. One a request: rows may change between two. */
export const byId = <T extends { readonly id: string }>(
  read: (ids: readonly string[]) => Promise<readonly T[]>,
): ById<T> =>
  new DataLoader(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]))
    return ids.map((id) => found.get(id) ?? null)
  })

/** What belongs to each of several owners, in the order in which it was read. */
export const manyBy = <T>(
  read: (owners: readonly string[]) => Promise<readonly T[]>,
  ownerOf: (row: T) => string,
): DataLoader<string, readonly T[]> =>
  new DataLoader(async (owners) => {
    const rows = Map.groupBy(await read(owners), ownerOf)
    return owners.map((owner) => rows.get(owner) ?? [])
  })
