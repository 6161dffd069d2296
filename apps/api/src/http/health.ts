import type { FastifyInstance } from 'fastify'
import { within } from '../live/within.ts'
import type { Services } from '../services.ts'

/** `/livez` says that the process answers; `/readyz` whether requests should come here. */
export function routeHealth(http: FastifyInstance, services: Services, isDraining: () => boolean): void {
  // Asked every few seconds: only trouble is worth a line.
  const quiet = { logLevel: 'warn' } as const
  http.get('/livez', quiet, async (_request, reply) => reply.type('text/plain').send('ok'))

  /** Balancers ask often, and a database that is gone keeps each question for a while: those who ask meanwhile share it. */
  let looking: ReturnType<typeof lookAt> | undefined
  http.get('/readyz', quiet, async (_request, reply) => {
    looking ??= lookAt(services).finally(() => (looking = undefined))
    const checks = { accepting: !isDraining(), ...(await looking) }
    const isReady = Object.values(checks).every(Boolean)
    return reply.status(isReady ? 200 : 503).send({ ready: isReady, checks })
  })
}

/** Less than a balancer waits; on a connection that died in silence the question would never be answered. */
const patienceMs = 2_500

async function lookAt({ pool, data, feed }: Services): Promise<Readonly<Record<string, boolean>>> {
  const applied = await appliedMigrations(pool)
  return {
    database: applied !== undefined,
    migrations: data.migrations.every(({ name, constructor }) => applied?.has(name ?? constructor.name) === true),
    feed: !feed.isCutOff,
  }
}

async function appliedMigrations(pool: Services['pool']): Promise<ReadonlySet<string> | undefined> {
  try {
    const { rows } = await within(patienceMs, 'Reading the migrations', pool.query<{ name: string }>(migrationsQuery))
    return new Set(rows.map(({ name }) => name))
  } catch {
    return undefined
  }
}

const migrationsQuery = { name: 'migrations', text: 'select name from migrations', query_timeout: patienceMs }
