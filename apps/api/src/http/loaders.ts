import { pipelineLoaders } from '../modules/pipeline/pipeline.loader.ts'
import { teamLoaders } from '../modules/team/team.loader.ts'
import type { Services } from '../services.ts'

/** One set a request: a row that ten fields ask for is read once, and rows asked for together come in one statement. */
export const makeLoaders = ({ sql }: Services) => ({
  ...pipelineLoaders(sql),
  ...teamLoaders(sql),
})

export type Loaders = ReturnType<typeof makeLoaders>
