import { joinLocalPostgres, startLocalPostgres } from '@mekong/local-postgres'
import { join } from 'node:path'
import type { Env } from '../env.ts'

export type Database = { url: string; close: () => Promise<void> }

type Purpose = {
  /** A command works beside a running Mekong on the same data; a server wants the data folder for itself. */
  isCommand?: boolean
  onLost?: (error: Error) => void
}

/** The server that DATABASE_URL names, or our own, which is started for as long as it is needed. */
export async function openDatabase(env: Env, { isCommand = false, onLost }: Purpose = {}): Promise<Database> {
  if (env.DATABASE_URL !== undefined) return { url: env.DATABASE_URL, close: async () => {} }
  const open = isCommand ? joinLocalPostgres : startLocalPostgres
  const isTalkative = env.MEKONG_LOG === 'debug' || env.MEKONG_LOG === 'trace'
  const local = await open({
    dataDir: join(env.MEKONG_DATA_DIR, 'postgres'),
    ...(onLost && { onLost }),
    ...(isTalkative && { log: (line: string) => console.error(line) }),
  })
  return { url: local.url('postgres'), close: local.stop }
}
