/** The two languages Mekong speaks. Vietnamese is drawn first; English fits after. */
export type Locale = 'vi' | 'en'

export const locales: readonly Locale[] = ['vi', 'en']

export const isLocale = (value: unknown): value is Locale => value === 'vi' || value === 'en'

/** The best of our languages for an Accept-Language header or a browser's language list, or `otherwise` when none fits. */
export function matchLocale(wanted: string | readonly string[] | null | undefined, otherwise: Locale = 'vi'): Locale {
  const asked = typeof wanted === 'string' ? parseAcceptLanguage(wanted) : (wanted ?? [])
  for (const tag of asked) {
    const language = tag.toLowerCase().split('-')[0]
    if (isLocale(language)) return language
  }
  return otherwise
}

function parseAcceptLanguage(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag, weight: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}
