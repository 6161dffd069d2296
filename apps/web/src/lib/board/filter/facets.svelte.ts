import { TagsDocument, TeamsDocument, UsersDocument } from '@mekong/schema/documents'
import { SvelteMap } from 'svelte/reactivity'
import type { Api } from '#lib/api/api.ts'
import type { ComboboxOption } from '#lib/ui/combobox.ts'

/** People, teams and tags that a filter can name: found by typing, and named where an address has only their ids. */
export class Facets {
  readonly #api: Api
  readonly #names = new SvelteMap<string, string>()
  readonly #asked = new Set<string>()

  constructor(api: Api) {
    this.#api = api
  }

  /** The name behind an id; the empty text until it is known. */
  nameOf(kind: 'owner' | 'team', id: string): string {
    const known = this.#names.get(id)
    if (known === undefined && !this.#asked.has(id)) {
      this.#asked.add(id)
      void this.#ask(kind, id)
    }
    return known ?? ''
  }

  async people(text: string): Promise<readonly ComboboxOption[]> {
    const filter = text === '' ? { isActive: { eq: true } } : { isActive: { eq: true }, search: text }
    const { users } = await this.#api.query(UsersDocument, { filter, first: 20 })
    return this.#remember(users.nodes).map(({ id, name }) => ({ value: id, label: name, person: { id, name } }))
  }

  async teams(text: string): Promise<readonly ComboboxOption[]> {
    const { teams } = await this.#api.query(TeamsDocument, { filter: text === '' ? null : { search: text }, first: 20 })
    return this.#remember(teams.nodes).map(({ id, name }) => ({ value: id, label: name }))
  }

  async tags(text: string): Promise<readonly ComboboxOption[]> {
    const { tags } = await this.#api.query(TagsDocument, { search: text === '' ? null : text, first: 20 })
    return tags.nodes.map(({ name }) => ({ value: name, label: name }))
  }

  #remember<Thing extends { readonly id: string; readonly name: string }>(things: readonly Thing[]): readonly Thing[] {
    for (const { id, name } of things) this.#names.set(id, name)
    return things
  }

  async #ask(kind: 'owner' | 'team', id: string): Promise<void> {
    const filter = { id: { eq: id } }
    try {
      if (kind === 'owner') this.#remember((await this.#api.query(UsersDocument, { filter, first: 1 })).users.nodes)
      else this.#remember((await this.#api.query(TeamsDocument, { filter, first: 1 })).teams.nodes)
    } catch {
      // The token shows no name; the filter works all the same.
    }
  }
}
