import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** The address of another database of the same server. */
export function databaseNamed(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

export async function onServer(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(statement).finally(() => admin.end())
}

/** A copy of the demo organisation. */
export async function cloneDatabase(adminUrl: string, template: string) {
  const name = `mekong_story_${randomUUID().replaceAll('-', '')}`
  await onServer(adminUrl, `create database ${name} template ${template}`)
  return {
    url: databaseNamed(adminUrl, name),
    drop: () => onServer(adminUrl, `drop database ${name} with (force)`),
  }
}
