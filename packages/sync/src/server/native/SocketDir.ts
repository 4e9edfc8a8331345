import { chmodSync, chownSync, lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { UserIds } from './RunAs.ts'

const prefix = 'coldopen-pg-'

/** A unix socket's path has room for 103 bytes (macOS) and PostgreSQL adds `/.s.PGSQL.5432.lock`. */
const longestDirectory = 103 - '/.s.PGSQL.5432.lock'.length

/** A fresh directory for the socket that only PostgreSQL's user may enter: whoever can reach it may connect. */
export const makeSocketDir = (user: UserIds | null): string => {
  const base = tmpdir().length + prefix.length + 7 > longestDirectory ? '/tmp' : tmpdir()
  const directory = mkdtempSync(join(base, prefix))
  chmodSync(directory, 0o700)
  if (user !== null) chownSync(directory, user.uid, user.gid)
  return directory
}

/** Removes a socket directory that a killed backend left; anything that is not one of ours stays. */
export const removeSocketDir = (directory: string): void => {
  if (!basename(directory).startsWith(prefix)) return
  if (![tmpdir(), '/tmp'].includes(dirname(directory))) return
  const found = lstatSync(directory, { throwIfNoEntry: false })
  if (found?.isDirectory()) rmSync(directory, { recursive: true, force: true })
}
