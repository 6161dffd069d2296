import { ById } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { PipelineStore } from './pipeline.store.ts'

export function pipelineLoaders(sql: Sql) {
  const store = new PipelineStore(sql)
  return {
    pipelines: new ById((ids) => store.pipelines(ids)),
    /** Deleted ones too: history names them. */
    stages: new ById((ids) => store.stages(ids)),
  }
}
