import { parseArgs } from 'node:util'
import { steps } from './runner/steps.ts'

const { values } = parseArgs({
  options: { only: { type: 'string' }, long: { type: 'boolean', default: false } },
})
const only = values.only?.split(',')
const unknown = only?.filter((name) => !steps.some((step) => step.name === name)) ?? []
if (unknown.length > 0) {
  console.error(
    `no step named ${unknown.join(', ')}; one of ${steps.map((s) => s.name).join(', ')}`,
  )
  process.exit(2)
}

let passed = 0
let failed = 0
let skipped = 0
const faults: string[] = []
for (const step of steps) {
  if (only !== undefined && !only.includes(step.name)) continue
  const started = performance.now()
  console.log(`\n── ${step.name}`)
  const outcome = await step.run(values.long)
  passed += outcome.passed
  failed += outcome.failed
  skipped += outcome.skipped
  faults.push(...outcome.faults)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`── ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`)
}
for (const fault of faults) console.log(`\nfailed: ${fault}`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)
