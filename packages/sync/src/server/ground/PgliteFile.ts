import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp'

const extensions = { citext, pg_trgm, pgcrypto, uuid_ossp }

const open = async (directory: string): Promise<PGlite> => {
  const pg = new PGlite({ dataDir: directory, extensions })
  await pg.waitReady
  return pg
}

/**
 * Opens the PGlite directory; the first time it is made beside and renamed when complete, because a kill while it is
 * being made can leave one that never opens again. PGlite has no lock of its own: the caller holds the data lock.
 */
export const openPgliteFile = async (directory: string): Promise<PGlite> => {
  const parent = dirname(directory)
  mkdirSync(parent, { recursive: true })
  for (const name of readdirSync(parent))
    if (name.startsWith(`${basename(directory)}.new-`))
      rmSync(join(parent, name), { recursive: true })
  if (!existsSync(directory)) {
    const draft = `${directory}.new-${randomUUID().slice(0, 8)}`
    await (await open(draft)).close()
    renameSync(draft, directory)
  }
  return open(directory)
}
