import { join } from 'node:path'
import { defineConfig, mergeConfig } from 'vitest/config'
import api from '../../vite.config.ts'
import { FaultReporter } from './fault-reporter.ts'

const { globalSetup: _setup, include: _include, ...shared } = api.test ?? {}

/** graphql-ws rejects like this, to nobody, when its last subscription is left while it waits to connect again. */
const isLeftWhileWaiting = (error: object): boolean =>
  'code' in error && error.code === 1000 && 'reason' in error && error.reason === 'All Subscriptions Gone'

export default mergeConfig(
  { ...api, test: shared },
  defineConfig({
    // Beside the reporters of the command line, which would replace those of a configuration.
    plugins: [
      { name: 'fault-table', configureVitest: ({ vitest }) => void vitest.config.reporters.push(new FaultReporter()) },
    ],
    test: {
      root: join(import.meta.dirname, '../..'),
      include: ['test/faults/**/*.fault.ts'],
      // Each world wants the machine for itself.
      fileParallelism: false,
      testTimeout: process.env['FAULTS'] === 'long' ? 1_800_000 : 180_000,
      hookTimeout: 120_000,
      onUnhandledError: (error) => !isLeftWhileWaiting(error),
    },
  }),
)
