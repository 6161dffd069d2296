import { TeamsDocument, type TeamsQuery } from '@mekong/schema/documents'
import { QueryFailed, type Api } from '#lib/api/api.ts'
import { everyPage } from '#lib/api/every-page.ts'
import type { Failure } from '#lib/api/failure.ts'

type NamedTeam = TeamsQuery['teams']['nodes'][number]

/** Every team by name, to choose from. */
export class AllTeams {
  data = $state.raw<readonly NamedTeam[] | undefined>(undefined)
  failure = $state.raw<Failure | null>(null)
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async refetch(): Promise<void> {
    try {
      this.data = await everyPage(
        async (page) => (await this.#api.query(TeamsDocument, { filter: null, ...page })).teams,
      )
      this.failure = null
    } catch (error) {
      if (!(error instanceof QueryFailed)) throw error
      this.failure = error.failure
    }
  }
}
