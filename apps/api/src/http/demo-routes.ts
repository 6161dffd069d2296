import type { FastifyInstance } from 'fastify'
import { demoAccounts } from '../demo/accounts.ts'
import type { Services } from '../services.ts'
import { HttpRefusal } from './refusal.ts'

/** For the sign-in page, which offers the demo's people. Where there is no demo, there is no such address either. */
export function routeDemo(http: FastifyInstance, { env, sql }: Services): void {
  http.get('/api/demo-accounts', async () => {
    const accounts = await demoAccounts(sql, env)
    if (accounts === null) throw new HttpRefusal('NOT_FOUND')
    return accounts
  })
}
