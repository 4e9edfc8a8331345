import { spawnSync } from 'node:child_process'
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

/** Each bench has a process of its own: no heap, listener or warm code of another is in its figures. */
const each = (chosen: readonly string[]): number => {
  const self = fileURLToPath(import.meta.url)
  const failed = chosen.filter(
    (name) => spawnSync(process.execPath, [self, name], { stdio: 'inherit' }).status !== 0,
  )
  console.log(`\nJSON in tests/output/bench; ${chosen.length} benches`)
  if (failed.length > 0) console.log(`missed a goal or broke: ${failed.join(', ')}`)
  return failed.length
}

const measure = async (name: string): Promise<number> => {
  const module = (await import(pathToFileURL(join(folder, `${name}.bench.ts`)).href)) as {
    bench: Bench
  }
  console.log(`\n── ${name}: ${module.bench.about}`)
  const result = await module.bench.run()
  for (const { name: what, unit, samples } of result.measures)
    console.log(
      `   ${what}: p50 ${quantile(samples, 0.5).toFixed(2)} ${unit}, p95 ${quantile(samples, 0.95).toFixed(2)} ${unit} (n=${samples.length})`,
    )
  for (const ratio of result.ratios)
    console.log(
      `   ${verdict(ratio)} ${ratio.goal} ${ratio.name}: ${ratio.value.toFixed(2)} ${boundOf(ratio)}`,
    )
  const machine = {
    node: process.version,
    cpus: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
  }
  const at = new Date().toISOString()
  const report = { name, about: module.bench.about, at, machine, ...result }
  await mkdir(output, { recursive: true })
  await writeFile(join(output, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  return result.ratios.filter((ratio) => !holds(ratio)).length
}

const chosen = wanted.length > 0 ? wanted : names
const [only] = chosen
const missed = chosen.length === 1 && only !== undefined ? await measure(only) : each(chosen)
process.exit(missed > 0 ? 1 : 0)
