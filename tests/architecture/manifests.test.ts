import { describe, expect, it } from 'vitest'
import { projectFiles, read } from './Sources.ts'

interface Manifest {
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const manifests = projectFiles.filter((file) => file.endsWith('package.json'))
const entries = (file: string): readonly (readonly [string, string])[] => {
  const manifest = JSON.parse(read(file)) as Manifest
  return [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap(
    (group) => Object.entries(group ?? {}),
  )
}

describe('dependencies', () => {
  it('DEP-1 every version is pinned exactly', () => {
    const loose = manifests.flatMap((file) =>
      entries(file)
        .filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/.test(version))
        .map(([name, version]) => `${file}: ${name}@${version}`),
    )
    expect(loose).toEqual([])
  })

  it('DEP-2 one version of a package serves the whole workspace', () => {
    const seen = new Map<string, Set<string>>()
    for (const file of manifests)
      for (const [name, version] of entries(file))
        seen.set(name, (seen.get(name) ?? new Set()).add(version))
    const split = [...seen].filter(([, versions]) => versions.size > 1).map(([name]) => name)
    expect(split).toEqual([])
  })

  it('DEP-3 every dependency is named in docs/decisions/dependencies.md', () => {
    const text = read('docs/decisions/dependencies.md')
    const missing = [...new Set(manifests.flatMap((file) => entries(file).map(([name]) => name)))]
      .filter((name) => !name.startsWith('@coldopen/'))
      .filter((name) => !text.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })
})
