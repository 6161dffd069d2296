import { createSubscriber } from 'svelte/reactivity'

/**
 * A choice kept in this browser. Other tabs see a change at once; a private window that refuses storage keeps it in
 * memory. `null` means that nobody has chosen yet.
 */
export class Persisted<Choice extends string> {
  readonly #key: string
  readonly #isChoice: (value: unknown) => value is Choice
  readonly #watch: () => void
  #memory = $state<Choice | null>(null)

  constructor(key: string, isChoice: (value: unknown) => value is Choice) {
    this.#key = key
    this.#isChoice = isChoice
    this.#memory = this.#read()
    this.#watch = createSubscriber(() => {
      const onstorage = (event: StorageEvent) => {
        if (event.key === this.#key || event.key === null) this.#memory = this.#read()
      }
      window.addEventListener('storage', onstorage)
      return () => window.removeEventListener('storage', onstorage)
    })
  }

  get current(): Choice | null {
    this.#watch()
    return this.#memory
  }

  set current(choice: Choice | null) {
    this.#memory = choice
    try {
      if (choice === null) localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, choice)
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
  }

  #read(): Choice | null {
    try {
      const stored = localStorage.getItem(this.#key)
      return this.#isChoice(stored) ? stored : null
    } catch {
      return null
    }
  }
}
