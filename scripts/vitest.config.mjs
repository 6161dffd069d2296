import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.mjs'],
    // Whole programs are started, killed and started again.
    testTimeout: 120_000,
  },
})
