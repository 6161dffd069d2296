import type { Locale } from '@mekong/words'

/** Every currency with its name in the language, for a Combobox. The common ones come first. */
export function currencyOptions(locale: Locale): { value: string; label: string; hint: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const codes = new Set(['VND', 'USD', 'EUR', 'JPY', 'SGD', ...Intl.supportedValuesOf('currency')])
  return [...codes].map((code) => ({ value: code, label: code, hint: names.of(code) ?? code }))
}
