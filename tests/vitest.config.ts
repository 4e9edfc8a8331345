import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Limits are for what hangs: a machine busy with other work is slow, not wrong. */
const patient = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 60_000 } },
}

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
          ...patient,
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
          ...patient,
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
          ...patient,
        },
      },
      {
        test: {
          name: 'backend',
          root,
          include: ['tests/{migrations,backend,realtime,projection,conformance}/**/*.test.ts'],
          maxWorkers: 2,
          ...patient,
        },
      },
      {
        test: {
          name: 'e2e',
          root,
          include: ['tests/e2e/**/*.test.ts'],
          maxWorkers: 1,
          ...patient,
        },
      },
    ],
  },
})
