import { createContext } from 'svelte'

/**
 * What "New opportunity" does, wherever it is pressed: the rail's button, the phone's bar, the letter C. The screen
 * that stands offers it; without one the shell goes to the board, which then starts creating (`page.state.create`).
 */
export class CreateAction {
  #offers = $state.raw<readonly (() => void)[]>([])

  /** `$effect(() => createAction.offer(() => openQuickCreate()))` */
  offer(create: () => void): () => void {
    this.#offers = [...this.#offers, create]
    return () => {
      this.#offers = this.#offers.filter((one) => one !== create)
    }
  }

  get current(): (() => void) | undefined {
    return this.#offers.at(-1)
  }
}

export const [getCreateAction, setCreateAction] = createContext<CreateAction>()
