import { createHash, randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { NativePackage } from './NativePackage.ts'
import { canReach } from './RunAs.ts'
import type { UserIds } from './RunAs.ts'

/** Where root keeps what another user must reach when the project's own folder is closed to that user. */
const openGround = '/var/lib/coldopen'

/** The binaries where `user` can run them: in place, or a copy on open ground. */
export const placeBinaries = (native: NativePackage, user: UserIds | null): string => {
  if (user === null || canReach(join(native.home, 'bin', 'postgres'), user)) return native.home
  const home = join(openGround, `native-${native.version}`)
  if (existsSync(home)) return home
  const draft = `${home}.new-${randomUUID()}`
  mkdirSync(openGround, { recursive: true, mode: 0o755 })
  cpSync(native.home, draft, { recursive: true, verbatimSymlinks: true })
  openTree(draft)
  renameSync(draft, home)
  return home
}

/** The cluster's directory: inside the data directory, or on open ground when `user` cannot enter that. */
export const placeCluster = (dataDir: string, user: UserIds | null): string => {
  const inside = join(dataDir, 'postgres')
  if (user === null) return inside
  chmodSync(dataDir, 0o711)
  if (canReach(dataDir, user)) return inside
  mkdirSync(openGround, { recursive: true, mode: 0o755 })
  return join(
    openGround,
    `cluster-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`,
  )
}

/** Everyone may read, and run what its owner may run. */
const openTree = (path: string) => {
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const file = join(entry.parentPath, entry.name)
    const runs = entry.isDirectory() || (statSync(file).mode & 0o100) !== 0
    chmodSync(file, runs ? 0o755 : 0o644)
  }
  chmodSync(path, 0o755)
}
