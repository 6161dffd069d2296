import type { WriteTx } from '../../data/write.ts'
import { pipelineChanged } from './pipeline-changed.ts'

/** Tells every board that settings which all of them share have changed. */
export async function allPipelinesChanged(tx: WriteTx): Promise<void> {
  const pipelines = await tx.sql.rows<{ id: string }>('select id from pipeline order by id')
  for (const { id } of pipelines) pipelineChanged(tx, id)
}
