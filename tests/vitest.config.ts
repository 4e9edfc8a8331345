import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const slow = { testTimeout: 60_000, hookTimeout: 120_000 }

/** One Vitest project per tier; `tests/run.ts` runs them in order. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: {
          name: 'architecture',
          root,
          include: ['tests/architecture/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'unit',
          root,
          include: [
            'packages/{core,sync,migrations}/src/**/*.test.ts',
            'tests/{simulation,bench}/**/*.test.ts',
          ],
          maxWorkers: 2,
          ...slow,
        },
      },
      {
        plugins: [solid({ hot: false })],
        test: {
          name: 'web',
          root,
          include: ['packages/web/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          server: { deps: { inline: [/solid/, /@kobalte/] } },
          ...slow,
        },
      },
      {
        test: {
          name: 'backend',
          root,
          include: ['tests/{migrations,backend,realtime,projection,conformance}/**/*.test.ts'],
          maxWorkers: 2,
          ...slow,
        },
      },
      {
        test: {
          name: 'e2e',
          root,
          include: ['tests/e2e/**/*.test.ts'],
          maxWorkers: 1,
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
