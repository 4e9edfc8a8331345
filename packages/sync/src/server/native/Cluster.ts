import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { UserIds } from './RunAs.ts'

/** The superuser of the cluster and its database bear the names they have on Supabase. */
export const superuser = 'postgres'
export const databaseName = 'postgres'

const major = '17'

/** `initdb` failed, or the directory holds something else than a cluster of our version. */
export class ClusterFault extends Error {
  override readonly name = 'ClusterFault'
}

/** The environment of every PostgreSQL process: nothing of ours (PGHOST, locale, …) may leak into it. */
export const cleanEnvironment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes the cluster at its first use, in a folder beside it that is renamed when complete, so that a kill during
 * `initdb` leaves no half cluster under the real name. The caller holds the data lock.
 */
export const ensureCluster = async (options: {
  readonly home: string
  readonly directory: string
  readonly user: UserIds | null
}): Promise<'made' | 'found'> => {
  const { directory, user } = options
  removeDrafts(directory)
  if (existsSync(directory)) {
    checkVersion(directory)
    return 'found'
  }
  const draft = `${directory}.new-${randomUUID().slice(0, 8)}`
  mkdirSync(draft, { mode: 0o700 })
  if (user !== null) chownSync(draft, user.uid, user.gid)
  const flags = [
    ['--pgdata', draft],
    ['--username', superuser],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
    // Only the socket's directory, closed to everyone else, leads to the server.
    ['--auth-local', 'trust'],
    ['--auth-host', 'reject'],
  ]
  try {
    await promisify(execFile)(
      join(options.home, 'bin', 'initdb'),
      [...flags.flat(), '--data-checksums', '--no-instructions'],
      { ...user, cwd: '/', env: cleanEnvironment },
    )
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true })
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new ClusterFault(`initdb failed: ${said}`, { cause })
  }
  renameSync(draft, directory)
  return 'made'
}

const removeDrafts = (directory: string) => {
  const parent = dirname(directory)
  for (const name of readdirSync(parent))
    if (name.startsWith(`${basename(directory)}.new-`))
      rmSync(join(parent, name), { recursive: true, force: true })
}

const checkVersion = (directory: string) => {
  const path = join(directory, 'PG_VERSION')
  const found = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'no'
  if (found !== major)
    throw new ClusterFault(
      `${directory} holds ${found} PostgreSQL cluster, and this backend runs PostgreSQL ${major}. ` +
        'Move it away, or restore it with its own version.',
    )
}
