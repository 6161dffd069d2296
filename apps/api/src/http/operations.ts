import type { GraphQLSchema } from 'graphql'
import trustedDocuments from '@mekong/schema/persisted' with { type: 'json' }
import { BoardVersions } from '../kept/board-versions.ts'
import { KeptBoards } from '../kept/kept-boards.ts'
import type { Services } from '../services.ts'
import { makeAdmit, type Admit } from './admit.ts'
import { makeApollo, type Apollo } from './apollo.ts'
import { bareHash } from './asked.ts'
import { Prices } from './cost/prices.ts'
import { Documents } from './documents.ts'
import { makeExecute, type Execute } from './execute.ts'
import { makePrepare } from './prepare.ts'
import { tellRefusals } from './tell-refusals.ts'
import { timing } from './timing.ts'

/** What the three transports share: one way to admit an operation, one to run it. */
export interface Operations {
  readonly services: Services
  readonly admit: Admit
  readonly execute: Execute
  readonly keptBoards: KeptBoards
  readonly apollo: Apollo
}

export async function makeOperations(services: Services, schema: GraphQLSchema): Promise<Operations> {
  const limits = services.env.MEKONG_LIMITS
  const trusted = new Map(Object.entries(trustedDocuments).map(([hash, text]) => [bareHash(hash), text]))
  const documents = new Documents((hash) => trusted.has(hash))
  const execute = timing(makeExecute(limits), services.metrics, trusted)
  const prices = new Prices(schema)
  const prepare = makePrepare({ schema, limits, trusted, documents, prices, onRefusal: tellRefusals(services) })
  return {
    services,
    execute,
    admit: makeAdmit(services, prepare),
    keptBoards: new KeptBoards({
      schema,
      execute,
      versions: new BoardVersions(services.pool),
      metrics: services.metrics,
    }),
    apollo: await makeApollo({ schema, documents, execute, log: services.log }),
  }
}
