import { execFileSync, spawnSync } from 'node:child_process'

/** The user a child runs as. */
export interface UserIds {
  readonly uid: number
  readonly gid: number
}

/** No user on this machine may run PostgreSQL for root. */
export class NoUnprivilegedUser extends Error {
  override readonly name = 'NoUnprivilegedUser'
  constructor() {
    super(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
    )
  }
}

/** Null when the own user may run PostgreSQL; as root the first unprivileged user that exists. */
export const runAs = (): UserIds | null => {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const ids = lookUp(name)
    if (ids !== null) return ids
  }
  throw new NoUnprivilegedUser()
}

const lookUp = (name: string): UserIds | null => {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
    const ids = { uid: id('-u'), gid: id('-g') }
    return Number.isInteger(ids.uid) && ids.uid > 0 ? ids : null
  } catch {
    // `id` exits 1: no such user here.
    return null
  }
}

/** Whether that user can enter a directory, or run a file. */
export const canReach = (path: string, user: UserIds | null): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/' }).status === 0
