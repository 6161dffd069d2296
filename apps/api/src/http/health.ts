import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'

/** `/livez` says that the process answers; `/readyz` whether requests should come here. */
export function routeHealth(http: FastifyInstance, services: Services, isDraining: () => boolean): void {
  // Asked every few seconds: only trouble is worth a line.
  const quiet = { logLevel: 'warn' } as const
  http.get('/livez', quiet, async (_request, reply) => reply.type('text/plain').send('ok'))

  http.get('/readyz', quiet, async (_request, reply) => {
    const checks = { accepting: !isDraining(), ...(await lookAt(services)) }
    const isReady = Object.values(checks).every(Boolean)
    return reply.status(isReady ? 200 : 503).send({ ready: isReady, checks })
  })
}

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
    const { rows } = await pool.query<{ name: string }>('select name from migrations')
    return new Set(rows.map(({ name }) => name))
  } catch {
    return undefined
  }
}
