import { defineConfig } from 'vitest/config'

/** One Vitest project per tier; `tests/run.ts` chooses which of them run. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          root: new URL('..', import.meta.url).pathname,
          include: ['packages/{core,sync,migrations}/src/**/*.test.ts', 'packages/web/src/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
})
