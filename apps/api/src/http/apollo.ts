import { randomUUID } from 'node:crypto'
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import type { Documents } from './documents.ts'
import type { Execute } from './execute.ts'
import type { Log } from './log.ts'
import { mask, type Listener } from './mask.ts'
import type { Admitted } from './prepare.ts'

interface Running {
  readonly admitted: Admitted
  readonly listener: Listener
  /** Where it has been executed already. */
  readonly result: ExecutionResult | undefined
}

export interface Apollo {
  answer(
    admitted: Admitted,
    listener: Listener,
    accept: string | undefined,
    result?: ExecutionResult,
  ): Promise<HTTPGraphQLResponse>
  stop(): Promise<void>
}

interface Options {
  readonly schema: GraphQLSchema
  readonly documents: Documents
  readonly execute: Execute
  readonly log: Log
}

/**
 * Apollo makes the HTTP answer of an operation that `prepare` admitted. It finds the document in our store, so it parses
 * and validates nothing, and runs it by the gateway's hook, so that all transports execute in one way.
 */
export async function makeApollo({ schema, documents, execute, log }: Options): Promise<Apollo> {
  const server = new ApolloServer<Running>({
    gateway: {
      onSchemaLoadOrUpdate: (tell) => {
        tell({ apiSchema: schema, coreSupergraphSdl: '' })
        return () => {}
      },
      load: async () => ({
        executor: async ({ context }) => {
          const { admitted, listener, result } = context as Running // the gateway's types know no context of ours
          return result ?? execute(admitted, listener)
        },
      }),
      stop: async () => {},
    },
    documentStore: {
      // Apollo puts its schema's hash before the document's.
      get: async (key) => documents.get(key.slice(-64)),
      set: async () => {},
      delete: async () => {},
    },
    // Errors come masked from `execute`; what Apollo itself might say goes the same way out.
    formatError: (_formatted, error) => mask(error, { locale: 'en', requestId: randomUUID(), log }).toJSON(),
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: false, // `graphql.ts` refuses what a foreign page could send
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    introspection: true, // `prepare` decides who may
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
  })
  await server.start()
  return {
    stop: () => server.stop(),
    answer: (admitted, listener, accept, result) =>
      server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          search: '',
          headers: new HeaderMap([
            ['content-type', 'application/json'],
            ...(accept ? ([['accept', accept]] as const) : []),
          ]),
          body: {
            query: admitted.source,
            operationName: admitted.args.operationName,
            variables: admitted.args.variableValues,
          },
        },
        context: async () => ({ admitted, listener, result }),
      }),
  }
}
