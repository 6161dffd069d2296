/** Browsers still list some zones under names that nobody would look for. */
const today: Record<string, string> = {
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
}

const named = (zone: string): string => today[zone] ?? zone

export const browserTimeZone = (): string => named(Intl.DateTimeFormat().resolvedOptions().timeZone)

/** Every zone a person can choose, by its present name, for a Combobox. */
export const timeZoneOptions = (): { value: string; label: string }[] =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map(named)])]
    .toSorted()
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
