import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Clusters are made, killed and recovered here: seconds each, more on a busy machine.
    testTimeout: 60_000,
  },
})
