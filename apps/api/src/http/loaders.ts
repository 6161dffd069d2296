import { teamLoaders } from '../modules/team/team.loader.ts'
import type { Services } from '../services.ts'

/** One set a request: a row that ten fields ask for is read once, and rows asked for together come in one statement. */
export const makeLoaders = ({ sql }: Services) => ({
  ...teamLoaders(sql),
})

export type Loaders = ReturnType<typeof makeLoaders>
