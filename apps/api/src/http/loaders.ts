import type { Context } from './context.ts'

/** One set a request: a row that ten fields ask for is read once, and rows asked for together come in one statement. */
export interface Loaders {}

export const makeLoaders = (_context: Context): Loaders => ({})
