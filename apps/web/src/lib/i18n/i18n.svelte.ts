import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import { type Formatter, formatter, isLocale, type Locale, matchLocale, type Messages } from '@mekong/words'
import { loadMessages } from './load-messages.ts'
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
  #loaded = $state.raw<readonly { locale: Locale; words: Messages }[]>([])
  /** The organisation's zone and currency; the browser's zone until the organisation is known. */
  timeZone = $state(browserTimeZone())
  currency = $state('VND')

  /** Set by whoever can tell the server, so that mails and errors follow the choice. */
  onchoose: ((locale: Locale) => void) | undefined

  readonly #wanted: Locale = $derived(this.#chosen.current ?? this.#offered)
  /** The wanted language as soon as its words are here; the one that stands until then. */
  readonly #shown: { locale: Locale; words: Messages } = $derived.by(() => {
    const shown = this.#loaded.find(({ locale }) => locale === this.#wanted) ?? this.#loaded[0]
    if (!shown) throw new Error('No language is loaded: await i18n.load() first.')
    return shown
  })
  readonly locale: Locale = $derived(this.#shown.locale)
  readonly words: Messages = $derived(this.#shown.words)
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

  /** Loads a language, the wanted one by default. Afterwards a switch to it is instant. */
  async load(locale: Locale = this.#wanted): Promise<void> {
    if (this.#loaded.some((one) => one.locale === locale)) return
    const words = await loadMessages(locale)
    this.#loaded = [...this.#loaded.filter((one) => one.locale !== locale), { locale, words }]
  }

  /** Loads a language when it suits; without a line the present one stays until the next try. */
  prepare(locale: Locale = this.#wanted): void {
    this.load(locale).catch(() => undefined)
  }

  /** The person's own choice: kept in this browser and told to the server. */
  choose(locale: Locale): void {
    this.#chosen.current = locale
    this.onchoose?.(locale)
    this.prepare(locale)
  }

  /** What the server knows about the person; a choice made in this browser stands above it. */
  offer(locale: Locale): void {
    this.#offered = locale
    this.prepare()
  }
}

export const [getI18n, setI18n] = createContext<I18n>()
