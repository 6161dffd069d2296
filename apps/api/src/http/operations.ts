import type { GraphQLSchema } from 'graphql'
import trustedDocuments from '@mekong/schema/persisted' with { type: 'json' }
import type { Services } from '../services.ts'
import { timing } from './timing.ts'
import { makeApollo, type Apollo } from './apollo.ts'
import { bareHash } from './asked.ts'
import { Documents } from './documents.ts'
import { makeExecute, type Execute } from './execute.ts'
import { makePrepare, type Prepare } from './prepare.ts'
import { tellRefusals } from './tell-refusals.ts'

/** What the three transports share: one way to admit an operation, one to run it. */
export interface Operations {
  readonly services: Services
  readonly prepare: Prepare
  readonly execute: Execute
  readonly apollo: Apollo
}

export async function makeOperations(services: Services, schema: GraphQLSchema): Promise<Operations> {
  const limits = services.env.MEKONG_LIMITS
  const documents = new Documents()
  const trusted = new Map(Object.entries(trustedDocuments).map(([hash, text]) => [bareHash(hash), text]))
  const execute = timing(makeExecute(limits), services.metrics, trusted)
  return {
    services,
    execute,
    prepare: makePrepare({ schema, limits, trusted, documents, onRefusal: tellRefusals(services) }),
    apollo: await makeApollo({ schema, documents, execute, log: services.log }),
  }
}
