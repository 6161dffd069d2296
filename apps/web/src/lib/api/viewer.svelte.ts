import { may, type Action, type Acl, type Actor } from '@mekong/domain'
import {
  UpdateViewerDocument,
  ViewerDocument,
  type Locale as WireLocale,
  type ViewerFragment,
} from '@mekong/schema/documents'
import { createContext } from 'svelte'
import type { Api } from './api.ts'

/** Who is signed in, in which organisation, and what they may do. */
export class Viewer {
  #current: ViewerFragment
  readonly #api: Api

  constructor(api: Api, current: ViewerFragment) {
    this.#api = api
    this.#current = $state.raw(current)
  }

  /** Throws `QueryFailed`; signed out is one of its kinds. */
  static async load(api: Api): Promise<Viewer> {
    const { viewer } = await api.query(ViewerDocument, {}, { keep: true })
    return new Viewer(api, viewer)
  }

  get user(): ViewerFragment['user'] {
    return this.#current.user
  }

  get id(): string {
    return this.#current.user.id
  }

  get role(): ViewerFragment['role'] {
    return this.#current.role
  }

  get teams(): ViewerFragment['teams'] {
    return this.#current.teams
  }

  get organization(): ViewerFragment['organization'] {
    return this.#current.organization
  }

  get locale(): 'vi' | 'en' {
    return this.#current.locale === 'EN' ? 'en' : 'vi'
  }

  /** Their own, or the organisation's. */
  get timeZone(): string {
    return this.#current.timeZone
  }

  get isReadOnly(): boolean {
    return !this.may('opportunity:edit')
  }

  /** Without it no screen shows or asks for money. */
  get seesAmounts(): boolean {
    return this.#current.seesAmounts
  }

  /** The same rule as on the server, so that nothing is offered that would be refused. */
  may(action: Action, subject?: Acl): boolean {
    return may(this.actor, action, subject)
  }

  readonly actor: Actor = $derived.by(() => {
    const { user, role, visibility, seesAmounts, teams } = this.#current
    return {
      userId: user.id,
      role,
      visibility,
      seesAmounts,
      teamIds: teams.map((team) => team.id).toSorted(),
      ledTeamIds: teams.filter((team) => team.leaders.some(({ id }) => id === user.id)).map((team) => team.id),
      mainTeamId: user.mainTeam?.id ?? null,
      scopes: null,
    }
  })

  /** Tells the server which language its mails and errors to this person should have. */
  async saveLocale(locale: 'vi' | 'en'): Promise<void> {
    const wire: WireLocale = locale === 'en' ? 'EN' : 'VI'
    const outcome = await this.#api.mutate(UpdateViewerDocument, { locale: wire })
    if (outcome.kind === 'done' && outcome.payload.viewer) this.#current = outcome.payload.viewer
  }

  /** Reads everything again, after rights or settings have changed. */
  async refresh(): Promise<void> {
    const { viewer } = await this.#api.query(ViewerDocument, {}, { keep: true })
    this.#current = viewer
  }

  /** The same when nobody waits for it: what can't be read now is tried again a few times. */
  async follow(): Promise<void> {
    for (const wait of tries) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      try {
        return await this.refresh()
      } catch {
        // Signed out is told by whoever asks next; a lost line comes back.
      }
    }
  }
}

/** Milliseconds before each. */
const tries = [0, 1_000, 4_000, 15_000]

export const [getViewer, setViewer] = createContext<Viewer>()
