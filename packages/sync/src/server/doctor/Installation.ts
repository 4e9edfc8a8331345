import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { NativeUnavailable, nativePackage } from '../native/NativePackage.ts'
import { NoUnprivilegedUser, canReach, runAs } from '../native/RunAs.ts'
import { fault, well } from './Finding.ts'
import type { Finding } from './Finding.ts'

const reinstall = 'Run `npm start` once, or `pnpm install --frozen-lockfile`.'

/** Node runs our TypeScript as it stands from 24.12 on. */
export const checkNode = (version = process.versions.node): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 12)
    ? well('Node', `Node ${version}.`)
    : fault(
        'Node',
        `This is Node ${version}.`,
        'Use Node 24.12 or newer; `npm start` brings its own.',
      )
}

/** The nearest package.json of a module, however its `exports` look. */
const packageOf = (specifier: string, from: string): { path: string; version: string } | null => {
  let folder: string
  try {
    folder = dirname(createRequire(from).resolve(specifier))
  } catch {
    // Not installed.
    return null
  }
  for (;;) {
    const path = join(folder, 'package.json')
    if (existsSync(path)) {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as {
        name?: string
        version?: string
      }
      if (name !== undefined && version !== undefined) return { path, version }
    }
    if (dirname(folder) === folder) return null
    folder = dirname(folder)
  }
}

const own = new URL('../../../package.json', import.meta.url)
const pinned = ['@electric-sql/pglite', 'postgres', 'kysely', 'ws', 'yjs', 'jose'] as const

/** Every part that must be one exact version is. */
export const checkPins = (): Finding => {
  const { dependencies } = JSON.parse(readFileSync(own, 'utf8')) as {
    dependencies: Readonly<Record<string, string>>
  }
  const wrong = pinned.flatMap((name) => {
    const found = packageOf(name, own.pathname)
    return found?.version === dependencies[name]
      ? []
      : [`${name} is ${found?.version ?? 'missing'}`]
  })
  return wrong.length === 0
    ? well('Parts', `${pinned.length} pinned parts have their versions.`)
    : fault('Parts', `${wrong.join(', ')}.`, reinstall)
}

/** The version of Supabase Lite the fences were made for. */
export const fencedLite = '0.10.0'

/** Lite is the version the fences fit, and sees the same PGlite as we do. */
export const checkLite = (): Finding => {
  const lite = join(dirname(own.pathname), 'node_modules', '@supabase', 'lite', 'package.json')
  if (!existsSync(lite)) return fault('Supabase Lite', 'It is not installed.', reinstall)
  const { version } = JSON.parse(readFileSync(lite, 'utf8')) as { version: string }
  if (version !== fencedLite)
    return fault(
      'Supabase Lite',
      `It is ${version}; the fences are made for ${fencedLite}.`,
      reinstall,
    )
  const theirs = packageOf('@electric-sql/pglite', lite)
  const ours = packageOf('@electric-sql/pglite', own.pathname)
  return theirs?.path === ours?.path
    ? well('Supabase Lite', `${version}, with one PGlite ${ours?.version}.`)
    : fault(
        'Supabase Lite',
        `There are two PGlites: ${ours?.version} and ${theirs?.version}.`,
        reinstall,
      )
}

/** The native PostgreSQL binaries run here. Without them PGlite serves, which is no fault. */
export const checkNative = (): Finding => {
  try {
    const { home, version } = nativePackage()
    const user = runAs()
    const program = join(home, 'bin', 'postgres')
    if (!canReach(program, user) && user !== null)
      return well(
        'Native PostgreSQL',
        `${version}; it will be copied to where its user can reach it.`,
      )
    const said = execFileSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
    return well('Native PostgreSQL', said.trim())
  } catch (cause) {
    if (cause instanceof NativeUnavailable || cause instanceof NoUnprivilegedUser)
      return well('Native PostgreSQL', `${cause.message} PGlite serves instead.`)
    return fault('Native PostgreSQL', `It does not run: ${String(cause)}`, reinstall)
  }
}

/** The web app is built. */
export const checkSite = (site: string): Finding =>
  existsSync(join(site, 'index.html'))
    ? well('Web app', 'It is built.')
    : fault('Web app', 'It is not built.', 'Run `npm start`, which builds it.')
