import { join } from 'node:path'
import { ensureChromium } from '../support/chromium.ts'
import { root, tool, type Step } from './Step.ts'
import { suite } from './vitest.ts'

const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const typed = [
  'packages/core',
  'packages/migrations',
  'packages/sync',
  'packages/web',
  'packages/web/worker',
  'tests',
]

/** Everything `npm test` does, in order; the cheap and telling things first. */
export const steps: readonly Step[] = [
  tool(
    'types',
    typed.map((folder) => [bin('tsc'), '-p', folder] as const),
  ),
  tool('lint', [[bin('oxlint'), '--quiet']]),
  tool('format', [[bin('oxfmt'), '--check']]),
  tool('unused', [[bin('knip'), '--no-progress']]),
  suite('architecture'),
  suite('unit'),
  suite('web'),
  suite('backend'),
  suite('e2e', ensureChromium),
]
