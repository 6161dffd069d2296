import { createContext } from 'svelte'

export interface Layer {
  /** A modal layer makes everything below it inert; a menu or popover does not. */
  modal: boolean
  close(): void
}

/**
 * Dialogs, sheets, menus and popovers that are open, the newest last. Escape closes one at a time, from the top; while
 * a modal one is open the page behind it is inert (toasts and announcements are not).
 */
export class Layers {
  #open = $state.raw<readonly Layer[]>([])

  readonly hasModal: boolean = $derived(this.#open.some((layer) => layer.modal))

  get isEmpty(): boolean {
    return this.#open.length === 0
  }

  /** Adds a layer on top and returns how to take it away. */
  push(layer: Layer): () => void {
    this.#open = [...this.#open, layer]
    return () => {
      this.#open = this.#open.filter((one) => one !== layer)
    }
  }

  /** Whether a modal layer lies above this one, so that it must not take part. */
  isCovered(layer: Layer): boolean {
    const place = this.#open.indexOf(layer)
    return place >= 0 && this.#open.slice(place + 1).some((above) => above.modal)
  }

  /** Closes the topmost layer; false when there is none. */
  closeTop(): boolean {
    const top = this.#open.at(-1)
    top?.close()
    return top !== undefined
  }
}

export const [getLayers, setLayers] = createContext<Layers>()

/** Where modal layers are drawn, beside the page that they make inert. */
export interface LayerHost {
  element: HTMLElement | undefined
}

export const [getLayerHost, setLayerHost] = createContext<LayerHost>()
