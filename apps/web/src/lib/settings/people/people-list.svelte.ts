import { PeopleDocument, type AccountFragment, type Role, type UserState } from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import { NewestFirst } from '#lib/api/newest-first.svelte.ts'

const pause = 160

/** What is asked of the list; null leaves it open. */
export interface PeopleAsk {
  readonly search: string
  readonly role: Role | null
  readonly state: UserState | null
}

const everybody: PeopleAsk = { search: '', role: null, state: null }

/** The people of the organisation by name, cut to what is asked for. */
export class PeopleList {
  ask = $state.raw<PeopleAsk>(everybody)
  readonly rows: NewestFirst<AccountFragment>
  readonly isCut = $derived(this.ask.search !== '' || this.ask.role !== null || this.ask.state !== null)
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(api: Api) {
    this.rows = new NewestFirst(async (page) => {
      const { search, role, state } = this.ask
      const filter = {
        ...(search !== '' && { search }),
        ...(role && { role: { eq: role } }),
        ...(state && { state: { eq: state } }),
      }
      return (await api.query(PeopleDocument, { filter, ...page })).users
    })
  }

  cut(change: Partial<PeopleAsk>): void {
    this.ask = { ...this.ask, ...change }
    void this.rows.restart()
  }

  /** Asks once somebody pauses in typing. */
  type(search: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.cut({ search: search.trim() }), pause)
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.cut(everybody)
  }
}
