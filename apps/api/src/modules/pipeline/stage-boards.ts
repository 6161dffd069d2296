import type { PipelineId, StageId } from '@mekong/domain'

const mostKept = 10_000
const boards = new Map<StageId, PipelineId>()

/** The board of a stage, once it has been seen. A stage never changes its pipeline, so what was true is true for ever. */
export const boardOfStage = (id: StageId): PipelineId | undefined => boards.get(id)

export function rememberBoard(stage: { readonly id: StageId; readonly pipelineId: PipelineId }): void {
  if (boards.size === mostKept) boards.clear()
  boards.set(stage.id, stage.pipelineId)
}
