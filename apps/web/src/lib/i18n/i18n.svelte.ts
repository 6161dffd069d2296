import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import {
  type BasicMessages,
  type Formatter,
  formatter,
  isLocale,
  type Locale,
  matchLocale,
  type Messages,
  type WorkMessages,
} from '@mekong/words'
import { loadBasics, loadWork } from './load-messages.ts'
import { Persisted } from './persisted.svelte.ts'
import { browserTimeZone } from './time-zones.ts'

export type { Formatter, Locale, Messages }

interface Loaded {
  locale: Locale
  basics: BasicMessages
  work: WorkMessages | null
}

/**
 * The language of the screen, its words and its formats, all reactive: a switch redraws every text in place and leaves
 * inputs, their text and the caret alone.
 *
 *     const i18n = getI18n()
 *     i18n.words.board.weighted({ amount: i18n.format.moneyCompact(total) })
 *
 * `basics` (kit, shell, sign-in, set-up, domain) is there on every page; `words`, which has all subjects, behind the
 * sign-in.
 */
export class I18n {
  readonly #chosen = new Persisted<Locale>('mekong.locale', isLocale)
  #offered = $state<Locale>(matchLocale(typeof navigator === 'undefined' ? null : navigator.languages))
  #loaded = $state.raw<readonly Loaded[]>([])
  #needsWork = false
  /** The organisation's zone and currency; the browser's zone until the organisation is known. */
  timeZone = $state(browserTimeZone())
  currency = $state('VND')

  /** Set by whoever can tell the server, so that mails and errors follow the choice. */
  onchoose: ((locale: Locale) => void) | undefined

  readonly #wanted: Locale = $derived(this.#chosen.current ?? this.#offered)
  /** The wanted language as soon as its words are here; the one that stands until then. */
  readonly #shown: Loaded = $derived.by(() => {
    const shown = this.#loaded.find(({ locale }) => locale === this.#wanted) ?? this.#loaded[0]
    if (!shown) throw new Error('No language is loaded: await i18n.loadBasics() first.')
    return shown
  })
  readonly locale: Locale = $derived(this.#shown.locale)
  readonly basics: BasicMessages = $derived(this.#shown.basics)
  readonly words: Messages = $derived.by(() => {
    const { basics, work } = this.#shown
    if (!work) throw new Error('Only the basics are loaded: await i18n.loadAll() first.')
    return { ...basics, ...work }
  })
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

  loadBasics(): Promise<void> {
    return this.#load(this.#wanted)
  }

  /** From now on every language comes with the words of the signed-in screens. */
  loadAll(): Promise<void> {
    this.#needsWork = true
    return this.#load(this.#wanted)
  }

  /** Fetches a language when it suits, so that a switch to it is instant; without a line the present one stays. */
  prepare(locale: Locale): void {
    this.#load(locale).catch(() => undefined)
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
    this.prepare(this.#wanted)
  }

  async #load(locale: Locale): Promise<void> {
    const had = this.#loaded.find((one) => one.locale === locale)
    if (had && (had.work || !this.#needsWork)) return
    const [basics, work] = await Promise.all([
      had?.basics ?? loadBasics(locale),
      this.#needsWork ? loadWork(locale) : null,
    ])
    this.#loaded = [...this.#loaded.filter((one) => one.locale !== locale), { locale, basics, work }]
  }
}

export const [getI18n, setI18n] = createContext<I18n>()
