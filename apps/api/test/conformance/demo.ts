import type { App } from '../../src/app.ts'
import { People, type Credentials } from '../people.ts'

/** A session of somebody of the demo's organisation, by the name before the @ of their address. */
export async function sessionOf(app: App, name: string): Promise<{ readonly credentials: Credentials }> {
  const { pool } = app.services
  const { rows } = await pool.query<{ id: string }>('select id from app_user where email = $1', [
    `${name}@demo.mekong.test`,
  ])
  const [person] = rows
  if (!person) throw new Error(`The demo has no ${name}.`)
  return new People(pool, app).session(person.id)
}
