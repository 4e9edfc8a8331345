import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { boundOf, holds, quantile, verdict, type Bench } from './Bench.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const output = join(folder, '..', 'output', 'bench')

const names = (await readdir(folder))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; one of ${names.join(', ')}`)
  process.exit(2)
}

await mkdir(output, { recursive: true })
let missed = 0
for (const name of wanted.length > 0 ? wanted : names) {
  const module = (await import(pathToFileURL(join(folder, `${name}.bench.ts`)).href)) as {
    bench: Bench
  }
  console.log(`\n── ${name}: ${module.bench.about}`)
  const result = await module.bench.run()
  for (const { name: what, unit, samples } of result.measures)
    console.log(
      `   ${what}: p50 ${quantile(samples, 0.5).toFixed(2)} ${unit}, p95 ${quantile(samples, 0.95).toFixed(2)} ${unit} (n=${samples.length})`,
    )
  for (const ratio of result.ratios) {
    if (!holds(ratio)) missed += 1
    console.log(
      `   ${verdict(ratio)} ${ratio.goal} ${ratio.name}: ${ratio.value.toFixed(2)} ${boundOf(ratio)}`,
    )
  }
  const machine = {
    node: process.version,
    cpus: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
  }
  const report = {
    name,
    about: module.bench.about,
    at: new Date().toISOString(),
    machine,
    ...result,
  }
  await writeFile(join(output, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
}
console.log(`\nJSON in tests/output/bench; ${missed} goals missed`)
process.exit(missed > 0 ? 1 : 0)
