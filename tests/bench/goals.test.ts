import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../runner/Step.ts'

const folder = join(root, 'tests', 'bench')

/** The goals of the table, each with the benches its row names. */
const table = new Map(
  readFileSync(join(root, 'docs', 'spec', 'performance.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, goal, benches] = /^\| (P\d+) \|[^|]*\|[^|]*\|([^|]*)\|[^|]*\|$/.exec(line) ?? []
      if (goal === undefined || benches === undefined) return []
      return [[goal, [...benches.matchAll(/`(\w+)`/g)].map(([, name]) => name)] as const]
    }),
)

const source = (file: string): string => readFileSync(join(folder, file), 'utf8')

/** A bench with the files beside it that it is made of. */
const whole = (file: string): string => {
  const text = source(file)
  const parts = [...text.matchAll(/from '\.\/(\w+\.ts)'/g)].map(([, part = '']) => source(part))
  return [text, ...parts].join('\n')
}

/** The goals each bench tells a ratio of. */
const produced = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .flatMap((file) => {
    const goals = [...whole(file).matchAll(/goal: '(P\d+)'/g)].map(([, goal]) => goal)
    return [...new Set(goals)].map((goal) => ({ goal, bench: file.replace('.bench.ts', '') }))
  })

describe('the goals of docs/spec/performance.md', () => {
  it('are P1 to P26, each once', () => {
    expect([...table.keys()]).toEqual(Array.from({ length: 26 }, (_, index) => `P${index + 1}`))
  })

  it('name only benches that measure them', () => {
    const claimed = [...table].flatMap(([goal, benches]) =>
      benches.map((bench) => `${goal} ${bench}`),
    )
    const measured = new Set(produced.map(({ goal, bench }) => `${goal} ${bench}`))
    expect(claimed.filter((claim) => !measured.has(claim))).toEqual([])
  })

  it('name every bench that measures them', () => {
    const unsaid = produced.filter(({ goal, bench }) => !table.get(goal ?? '')?.includes(bench))
    expect(unsaid.map(({ goal, bench }) => `${goal} ${bench}`)).toEqual([])
  })
})
