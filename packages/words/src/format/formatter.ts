import type { Locale } from '../locale.ts'
import { type DateStyle, formatDate, formatMonth, speakDate } from './date.ts'
import { dayOf, formatAge, formatDateTime, formatDays, formatTime, formatWhen, type Instant } from './instant.ts'
import {
  formatMoney,
  formatMoneyCompact,
  formatNumber,
  formatPercent,
  type MoneyOptions,
  type NumberOptions,
  spellMoney,
} from './money.ts'
import { parseDate, type ParsedDate } from './parse-date.ts'
import { parseMoney } from './parse-money.ts'

export interface FormatterSettings {
  locale: Locale
  /** The organisation's zone: it decides which day an instant falls on. */
  timeZone: string
  /** Used where an amount comes without a currency of its own. */
  currency: string
}

/** Amount and currency as the API gives them. */
interface MoneyLike {
  amount: string
  currency: string
}

/** Every format bound to one language, zone and currency, so that screens pass values only. */
export interface Formatter extends FormatterSettings {
  money(money: MoneyLike, options?: MoneyOptions): string
  moneyCompact(money: MoneyLike, options?: MoneyOptions): string
  spellMoney(money: MoneyLike): string
  parseMoney(text: string, currency?: string): string | null
  number(value: number | string, options?: NumberOptions): string
  percent(share: number | string, digits?: number): string
  date(iso: string, style?: DateStyle): string
  speakDate(iso: string): string
  month(year: number, month: number): string
  parseDate(text: string, today: string): ParsedDate
  time(instant: Instant): string
  dateTime(instant: Instant): string
  /** "09:41" today, "hôm qua 09:41", "23/11", "23/11/2025". */
  when(instant: Instant, now: Instant): string
  /** "vừa xong", "5 phút", "12 ngày". */
  age(from: Instant, to: Instant): string
  days(days: number): string
  dayOf(instant: Instant): string
  /** "ngân sách, người quyết định". */
  list(items: readonly string[]): string
}

export function formatter(settings: FormatterSettings): Formatter {
  const { locale, timeZone, currency } = settings
  return {
    ...settings,
    money: (money, options) => formatMoney(money.amount, money.currency, locale, options),
    moneyCompact: (money, options) => formatMoneyCompact(money.amount, money.currency, locale, options),
    spellMoney: (money) => spellMoney(money.amount, money.currency, locale),
    parseMoney: (text, other) => parseMoney(text, locale, other ?? currency),
    number: (value, options) => formatNumber(String(value), locale, options),
    percent: (share, digits) => formatPercent(share, locale, digits),
    date: (iso, style) => formatDate(iso, locale, style),
    speakDate: (iso) => speakDate(iso, locale),
    month: (year, month) => formatMonth(year, month, locale),
    parseDate: (text, today) => parseDate(text, today),
    time: (instant) => formatTime(instant, timeZone),
    dateTime: (instant) => formatDateTime(instant, locale, timeZone),
    when: (instant, now) => formatWhen(instant, locale, timeZone, now),
    age: (from, to) => formatAge(from, to, locale),
    days: (days) => formatDays(days, locale),
    dayOf: (instant) => dayOf(instant, timeZone),
    list: (items) => items.join(', '),
  }
}
