export type Locale = 'vi' | 'en'
export const locales: readonly Locale[] = ['vi', 'en']
