type Class = new () => object

/** One of each resolver. TypeGraphQL's own container looks through all of them at every call. */
export class Instances {
  readonly #made = new Map<Class, object>()

  get(resolver: Class): object {
    let instance = this.#made.get(resolver)
    if (!instance) this.#made.set(resolver, (instance = new resolver()))
    return instance
  }
}
