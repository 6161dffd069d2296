import DataLoader from 'dataloader'

export type MaybePromise<T> = T | Promise<T>

/** Rows that are known and need no reading. */
export class KnownRows<T extends { readonly id: string }> {
  readonly #rows = new Map<string, T>()

  /** When there are more than `most`, all are forgotten: they come again as they are asked for. */
  constructor(private readonly most = Number.POSITIVE_INFINITY) {}

  get(id: string): T | undefined {
    return this.#rows.get(id)
  }

  add(row: T): void {
    if (this.#rows.size >= this.most) this.#rows.clear()
    this.#rows.set(row.id, row)
  }
}

/**
 * Reads rows by id together, those that nobody knows as null. One a request: rows may change between two. What is known
 * is given at once, without a promise: a board asks for its few stages and owners hundreds of times.
 */
export class ById<T extends { readonly id: string }> {
  readonly #loader: DataLoader<string, T | null>
  #known = new KnownRows<T>()

  constructor(read: (ids: readonly string[]) => Promise<readonly T[]>) {
    this.#loader = new DataLoader(async (ids) => {
      const found = new Map((await read(ids)).map((row) => [row.id, row]))
      for (const row of found.values()) this.#known.add(row)
      return ids.map((id) => found.get(id) ?? null)
    })
  }

  load(id: string): MaybePromise<T | null> {
    return this.#known.get(id) ?? this.#loader.load(id)
  }

  /** Of what another row refers to, so that it must be there. */
  loadKnown(id: string): MaybePromise<T> {
    const row = this.load(id)
    return row instanceof Promise ? row.then((found) => there(id, found)) : there(id, row)
  }

  know(row: T): void {
    this.#known.add(row)
  }

  /** Knows what others have read, who get to know what is read here. */
  share(known: KnownRows<T>): void {
    this.#known = known
  }
}

function there<T>(id: string, row: T | null): T {
  if (row === null) throw new Error(`There is no row of ${id}, though another refers to it.`)
  return row
}

/** What belongs to each of several owners, in the order in which it was read. */
export const manyBy = <T>(
  read: (owners: readonly string[]) => Promise<readonly T[]>,
  ownerOf: (row: T) => string,
): DataLoader<string, readonly T[]> =>
  new DataLoader(async (owners) => {
    const rows = Map.groupBy(await read(owners), ownerOf)
    return owners.map((owner) => rows.get(owner) ?? [])
  })
