import { createContext } from 'svelte'
import { Persisted } from '#lib/i18n/persisted.svelte.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

const isThemeChoice = (value: unknown): value is ThemeChoice =>
  value === 'system' || value === 'light' || value === 'dark'

/** Light, dark, or as the device says. The root layout writes it on <html>; static/first-paint.js does so at the start. */
export class Theme {
  readonly #chosen = new Persisted<ThemeChoice>('mekong.theme', isThemeChoice)

  readonly choice: ThemeChoice = $derived(this.#chosen.current ?? 'system')

  choose(choice: ThemeChoice): void {
    this.#chosen.current = choice
  }
}

export const [getTheme, setTheme] = createContext<Theme>()
