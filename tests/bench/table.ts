import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../runner/Step.ts'
import { boundOf, quantile, verdict, type BenchResult, type Ratio } from './Bench.ts'

/** What `run.ts` leaves of one bench. */
interface Report extends BenchResult {
  readonly name: string
  readonly about: string
  readonly at: string
  readonly machine: { readonly node: string; readonly cpus: number; readonly model: string }
}

const output = join(root, 'tests', 'output', 'bench')
const files = (await readdir(output)).filter((file) => file.endsWith('.json')).sort()
if (files.length === 0) throw new Error('nothing was measured yet: npm run bench')
const reports = await Promise.all(
  files.map(async (file) => JSON.parse(await readFile(join(output, file), 'utf8')) as Report),
)

const figure = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

const day = ({ at }: Report): string => at.slice(0, 10)

const section = (report: Report): string => {
  const { name, about, machine, measures, ratios } = report
  return [
    `## ${name}`,
    '',
    `${about[0]?.toUpperCase()}${about.slice(1)}. ${day(report)}, Node ${machine.node.slice(1)}, ${machine.cpus} shared cores.`,
    '',
    '| measure | unit | p50 | p95 | n |',
    '|---|---|---|---|---|',
    ...measures.map(
      ({ name: what, unit, samples }) =>
        `| ${what} | ${unit === '1' ? '' : unit} | ${figure(quantile(samples, 0.5))} | ${figure(quantile(samples, 0.95))} | ${samples.length} |`,
    ),
    '',
    '| goal | ratio | seen | bound | |',
    '|---|---|---|---|---|',
    ...ratios.map(
      (ratio) =>
        `| ${ratio.goal} | ${ratio.name} | ${figure(ratio.value)} | ${boundOf(ratio)} | ${verdict(ratio)} |`,
    ),
  ].join('\n')
}

const head = `# Benchmarks

Made by \`node tests/bench/table.ts\` from what \`npm run bench\` left; not written by hand. Each ratio compares runs
interleaved on one machine; times alone mean little on another. What the goals mean is in
[spec/performance.md](spec/performance.md). Recorded keystrokes: josephg/editing-traces (CC BY 4.0), \`automerge-paper\`
originally from automerge-perf by Martin Kleppmann and co-authors (CC BY 4.0).`

await writeFile(
  join(root, 'docs', 'benchmarks.md'),
  `${[head, ...reports.map(section)].join('\n\n')}\n`,
)

/** The last cell of a goal's row: every bounded ratio as it was last seen. */
const seen = (goal: string): string => {
  const shown = (report: Report) => (ratio: Ratio) =>
    `${figure(ratio.value)} ${boundOf(ratio)} ${verdict(ratio)}`.concat(`, ${day(report)}`)
  return reports
    .flatMap((report) =>
      report.ratios
        .filter((ratio) => ratio.goal === goal && boundOf(ratio) !== '')
        .map(shown(report)),
    )
    .join('<br>')
}

const goals = join(root, 'docs', 'spec', 'performance.md')
const lines = (await readFile(goals, 'utf8')).split('\n').map((line) => {
  const [, goal = ''] = /^\| (P\d+) \|/.exec(line) ?? []
  const cell = seen(goal)
  return cell === '' ? line : line.replace(/\|[^|]*\|$/, `| ${cell} |`)
})
await writeFile(goals, lines.join('\n'))
