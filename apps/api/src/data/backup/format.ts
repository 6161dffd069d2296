import { z } from 'zod'

export const formatName = 'mekong-backup'
export const formatVersion = 1

const table = z.object({ name: z.string(), columns: z.array(z.string()).min(1) })

/** What stands at the beginning of a backup. */
export const headerShape = z.object({
  format: z.literal(formatName),
  version: z.number().int(),
  /** By the database's clock, when the snapshot was taken. */
  madeAt: z.string(),
  /** Names of the migrations that had made the tables. */
  migrations: z.array(z.string()),
  /** Every table after those that it refers to. */
  tables: z.array(table),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
})

export type BackupHeader = z.infer<typeof headerShape>
export type BackupTable = z.infer<typeof table>

export const tableShape = z.object({ name: z.string() })
export const endShape = z.object({ rows: z.number().int(), sha256: z.string() })
export const lastShape = z.object({ tables: z.number().int() })

/** A name in SQL, whatever letters it has. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const columnList = ({ columns }: BackupTable): string => columns.map(quoted).join(', ')
