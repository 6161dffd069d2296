import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import { type Formatter, formatter, isLocale, type Locale, matchLocale, type Messages, messages } from '@mekong/words'
import { Persisted } from './persisted.svelte.ts'
import { browserTimeZone } from './time-zones.ts'

export type { Formatter, Locale, Messages }

/**
 * The language of the screen, its words and its formats, all reactive: a switch redraws every text in place and leaves
 * inputs, their text and the caret alone.
 *
 *     const i18n = getI18n()
 *     i18n.words.board.weighted({ amount: i18n.format.moneyCompact(total) })
 */
export class I18n {
  readonly #chosen = new Persisted<Locale>('mekong.locale', isLocale)
  #offered = $state<Locale>(matchLocale(typeof navigator === 'undefined' ? null : navigator.languages))
  /** The organisation's zone and currency; the browser's zone until the organisation is known. */
  timeZone = $state(browserTimeZone())
  currency = $state('VND')

  /** Set by whoever can tell the server, so that mails and errors follow the choice. */
  onchoose: ((locale: Locale) => void) | undefined

  readonly locale: Locale = $derived(this.#chosen.current ?? this.#offered)
  readonly words: Messages = $derived(messages[this.locale])
  readonly format: Formatter = $derived(
    formatter({ locale: this.locale, timeZone: this.timeZone, currency: this.currency }),
  )
  /** Today in the organisation's zone, "2026-11-23"; it turns over at midnight by itself. */
  readonly today: string = $derived(this.format.dayOf(this.now))

  #now = $state(new Date())
  readonly #tick = createSubscriber(() => {
    const timer = setInterval(() => (this.#now = new Date()), 30_000)
    this.#now = new Date()
    return () => clearInterval(timer)
  })

  /** The present, renewed twice a minute while anything on screen shows an age. */
  get now(): Date {
    this.#tick()
    return this.#now
  }

  /** The person's own choice: kept in this browser and told to the server. */
  choose(locale: Locale): void {
    this.#chosen.current = locale
    this.onchoose?.(locale)
  }

  /** What the server knows about the person; a choice made in this browser stands above it. */
  offer(locale: Locale): void {
    this.#offered = locale
  }
}

export const [getI18n, setI18n] = createContext<I18n>()
