import { defineConfig } from 'vitest/config'

/** The stories: real browsers on the built client, the built API and a PostgreSQL of their own. */
export default defineConfig({
  test: {
    name: 'stories',
    root: import.meta.dirname,
    environment: 'node',
    include: ['**/*.e2e.ts'],
    globalSetup: ['harness/global-setup.ts'],
    // Two browsers, a server and a database are enough for two cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
