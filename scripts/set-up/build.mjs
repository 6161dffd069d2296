import { step } from './step.mjs'
import { tool } from './toolchain.mjs'

/** Turbo knows by their content what has changed since the last build. */
export const build = (/** @type {string[]} */ ...filters) =>
  step('Building', tool('turbo'), ['run', 'build', '--output-logs=errors-only', '--log-prefix=none', ...filters])
