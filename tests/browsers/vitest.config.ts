import { defineConfig } from 'vitest/config';

/** One browser at a time, on the built page. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    bail: 0,
  },
});
