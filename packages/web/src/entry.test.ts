import { describe, expect, it } from 'vitest'
import html from '../index.html?raw'

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const resolve = (from: string, specifier: string): string =>
  `.${new URL(specifier, `file://${from.slice(1)}`).pathname}`

const staticImports = (text: string): readonly string[] =>
  [...text.matchAll(/^import\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'([^']+)'/gmu)].map(
    (match) => match[1] ?? '',
  )

/** Everything a file brings with it, without what it loads later by `import()`. */
const reach = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  for (const specifier of staticImports(sources[file] ?? '')) {
    const target = specifier.startsWith('.') ? resolve(file, specifier) : specifier
    if (seen.has(target)) continue
    seen.add(target)
    if (specifier.startsWith('.')) reach(target, seen)
  }
  return seen
}

describe('the entry', () => {
  it('WEB-2 brings the library and nothing heavy with it', () => {
    const all = reach('./main.tsx')
    expect(all).toContain('./screen/library/LibraryScreen.tsx')
    const packages = [...all].filter((one) => !one.startsWith('.') && !one.endsWith('.css'))
    expect([...new Set(packages)].toSorted()).toEqual([
      // The wire contract's numbers, nothing else.
      '@coldopen/sync/protocol',
      '@solidjs/router',
      'solid-js',
      'solid-js/web',
    ])
    expect([...all].filter((one) => one.startsWith('./editor/'))).toEqual([])
  })

  it('WEB-12 holds no inline script, style or address of another origin', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/u)
    expect(html).not.toMatch(/<style|\son\w+=/u)
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u)
  })
})
