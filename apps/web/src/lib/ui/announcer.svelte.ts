import { createContext } from 'svelte'

interface Utterance {
  id: number
  text: string
}

/**
 * Speaks to screen readers. Polite for results and others' changes; urgent for a refusal, a conflict or a lost line.
 * Each text is a new line in its region, so that the same words twice are spoken twice.
 *
 *     getAnnouncer().say(words.board.say.moved({ title, stage, i }))
 */
export class Announcer {
  polite = $state.raw<readonly Utterance[]>([])
  urgent = $state.raw<readonly Utterance[]>([])
  #next = 1

  say(text: string, { urgent = false }: { urgent?: boolean } = {}): void {
    if (text === '') return
    const utterance = { id: this.#next++, text }
    if (urgent) this.urgent = [...this.urgent, utterance]
    else this.polite = [...this.polite, utterance]
    // Long enough to be read out, short enough that browsing the page does not meet old news.
    setTimeout(() => this.#forget(utterance.id), 10_000)
  }

  #forget(id: number): void {
    this.polite = this.polite.filter((utterance) => utterance.id !== id)
    this.urgent = this.urgent.filter((utterance) => utterance.id !== id)
  }
}

export const [getAnnouncer, setAnnouncer] = createContext<Announcer>()
