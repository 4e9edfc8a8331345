import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, isTest, read, sources } from './Sources.ts'

type Room =
  | 'core'
  | 'migrations'
  | 'sync client'
  | 'sync server'
  | 'sync testing'
  | 'web'
  | 'tests'
  | 'launch'

/** The simulated world has both ends in it: devices, and projectors over their log. */
const testingFolder = /^packages\/sync\/src\/testing(\/|\.ts$)/
const serverFolders = /^packages\/sync\/src\/(server|projector)(\/|\.ts$)/

const roomOf = (file: string): Room => {
  if (file.startsWith('packages/core/')) return 'core'
  if (file.startsWith('packages/migrations/')) return 'migrations'
  if (file.startsWith('packages/sync/launch/')) return 'launch'
  if (serverFolders.test(file)) return 'sync server'
  if (testingFolder.test(file)) return 'sync testing'
  if (file.startsWith('packages/sync/')) return 'sync client'
  if (file.startsWith('packages/web/')) return 'web'
  return 'tests'
}

const doorRoom = (specifier: string): Room | undefined => {
  if (specifier.startsWith('@coldopen/core')) return 'core'
  if (specifier.startsWith('@coldopen/migrations')) return 'migrations'
  if (/^@coldopen\/sync\/(server|projector)$/.test(specifier)) return 'sync server'
  if (specifier.startsWith('@coldopen/sync')) return 'sync client'
  if (specifier.startsWith('@coldopen/web')) return 'web'
  return undefined
}

const allowed: { readonly [R in Room]: readonly Room[] } = {
  core: ['core'],
  migrations: ['migrations'],
  launch: ['launch'],
  'sync client': ['sync client', 'core'],
  'sync server': ['sync server', 'sync client', 'core', 'migrations'],
  'sync testing': ['sync testing', 'sync client', 'sync server', 'core'],
  web: ['web', 'sync client', 'core'],
  tests: ['tests', 'web', 'sync client', 'sync server', 'core', 'migrations'],
}

/** Whether a file may import from a room: the simulated world only into tests and the fakes it is made of. */
const may = (file: string, to: Room): boolean =>
  allowed[roomOf(file)].includes(to) ||
  (to === 'sync testing' && (isTest(file) || file.endsWith('.memory.ts')))

const target = (file: string, specifier: string): Room | undefined =>
  specifier.startsWith('.')
    ? roomOf(posix.normalize(posix.join(posix.dirname(file), specifier)))
    : doorRoom(specifier)

const corePure = [
  /^yjs$/,
  /^lib0\//,
  /^position-strings$/,
  /^@rgrove\/parse-xml$/,
  /^effect$/,
  /^\.{1,2}\//,
]
const corePureNames = new Set([
  'Schema',
  'Data',
  'Result',
  'Option',
  'Match',
  'SchemaGetter',
  'SchemaTransformation',
  'SchemaIssue',
])

describe('arrows between rooms', () => {
  it('ARCH-1 every import follows the arrows', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const to = target(file, specifier)
        return to === undefined || may(file, to) ? [] : [`${file} → ${specifier}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it('ARCH-2 packages meet at doors, never by a path into another package', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => {
          const to = posix.normalize(posix.join(posix.dirname(file), specifier))
          const home = file
            .split('/')
            .slice(0, file.startsWith('packages/') ? 2 : 1)
            .join('/')
          return !to.startsWith(`${home}/`)
        })
        .map((specifier) => `${file} → ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it('ARCH-3 core is pure: its imports, no clock, no randomness, no rim', () => {
    const files = sources.filter((file) => file.startsWith('packages/core/src/') && !isTest(file))
    const wrong = files.flatMap((file) => {
      const text = read(file)
      const foreign = importsOf(file).filter(
        (specifier) =>
          !corePure.some((pattern) => pattern.test(specifier)) &&
          !(file.includes('/testing') && specifier === 'fast-check'),
      )
      const names = [...text.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'effect'/g)]
        .flatMap((match) => match[1]!.split(','))
        .map(
          (name) =>
            name
              .trim()
              .replace(/^type\s+/, '')
              .split(/\s+as\s+/)[0]!,
        )
        .filter((name) => name !== '' && !corePureNames.has(name))
      const rim = text.match(
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.|\bfetch\(|\bsetTimeout\b|\bwindow\.|\bdocument\.(?:create|query)|\bprocess\./g,
      )
      return [...foreign, ...names, ...(rim ?? [])].map((what) => `${file}: ${what}`)
    })
    expect(wrong).toEqual([])
  })

  it('ARCH-4 nothing of the product reaches for a test; memory adapters are the simulator’s worlds', () => {
    const wrong = sources
      .filter((file) => !isTest(file) && !/\/testing|\.memory\.ts$/.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            (specifier) =>
              /\.test(\.tsx?)?$/.test(specifier) || /\/testing(\/|\.ts$|$)/.test(specifier),
          )
          .map((specifier) => `${file} → ${specifier}`),
      )
    expect(wrong).toEqual([])
  })
})
