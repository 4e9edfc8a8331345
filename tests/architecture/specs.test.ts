import { describe, expect, it } from 'vitest'
import { isTest, projectFiles, read, sources } from './Sources.ts'

const specs = projectFiles.filter((file) => file.startsWith('docs/spec/') && file.endsWith('.md'))
const rules = specs.flatMap((file) =>
  [...read(file).matchAll(/^(?:[-*|] ?|#+ )\**([A-Z]{2,8}-\d+[a-z]?)\b/gm)].map((match) => ({
    file,
    rule: match[1]!,
  })),
)

describe('specifications', () => {
  it('SPEC-1 every numbered rule is verified by a test that names it', () => {
    const named = new Set(
      sources
        .filter(isTest)
        .flatMap((file) =>
          [...read(file).matchAll(/\b([A-Z]{2,8}-\d+[a-z]?)\b/g)].map((m) => m[1]!),
        ),
    )
    expect(
      rules.filter(({ rule }) => !named.has(rule)).map(({ file, rule }) => `${file}: ${rule}`),
    ).toEqual([])
  })

  it('SPEC-2 no rule number is given twice', () => {
    const seen = new Set<string>()
    const twice = rules.filter(({ rule }) => seen.size === seen.add(rule).size)
    expect(twice.map(({ file, rule }) => `${file}: ${rule}`)).toEqual([])
  })
})
