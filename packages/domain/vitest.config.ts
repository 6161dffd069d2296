import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Each takes milliseconds; a busy machine must not make one of a hundred random histories fail for its time.
    testTimeout: 30_000,
  },
})
