import { join } from 'node:path'
import { defineConfig, mergeConfig } from 'vitest/config'
import api from '../../vite.config.ts'

const { include: _include, ...shared } = api.test ?? {}

/** What outsiders hold us to, and as much of it as the time for every change does not allow. */
export default mergeConfig(
  { ...api, test: shared },
  defineConfig({
    test: {
      root: join(import.meta.dirname, '../..'),
      include: ['test/conformance/**/*.test.ts', 'test/http/{sockets,stream,transports}.pg.test.ts'],
      env: { FUZZ_OPERATIONS: process.env['FUZZ_OPERATIONS'] ?? '10000' },
    },
  }),
)
