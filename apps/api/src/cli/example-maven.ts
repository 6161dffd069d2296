import { join } from 'node:path'
import { createPipeline } from '../modules/pipeline/create-pipeline.ts'
import { actAs, CommandRefused, type CommandContext, type ExitCode } from './command.ts'
import { runImport } from './import/import-command.ts'

const stages = [
  { name: 'Prospecting', kind: 'OPEN', probability: '0.1' },
  { name: 'Engaging', kind: 'OPEN', probability: '0.5' },
  { name: 'Won', kind: 'WON' },
  { name: 'Lost', kind: 'LOST' },
] as const

/** Makes the pipeline Maven, unless it is there, and imports the 8,800 opportunities of examples/maven-crm. */
export async function runExampleMaven(context: CommandContext, folder: string, isJson: boolean): Promise<ExitCode> {
  const caller = await actAs(context.sql, undefined)
  const existing = await context.sql.rows(`select 1 from pipeline where name = 'Maven'`)
  if (existing.length === 0) {
    const request = { name: 'Maven', preset: 'EMPTY', currency: 'USD', stages, clientMutationId: null } as const
    const made = await createPipeline(context.writes, caller, request)
    if (made.kind !== 'written') throw new CommandRefused('The pipeline Maven could not be made.')
  }
  return runImport(context, {
    file: join(folder, 'sales_pipeline.csv'),
    mapFile: join(folder, 'opportunities.map.json'),
    isDryRun: false,
    isJson,
    as: undefined,
  })
}
