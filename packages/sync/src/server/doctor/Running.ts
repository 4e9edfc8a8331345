import { createServer } from 'node:net'
import { migrations } from '@coldopen/migrations'
import type { Database } from '../database/Database.ts'
import { MigrationRefused } from '../database/MigrationRefused.ts'
import { refuseForeignHistory } from '../database/Migrator.ts'
import type { Applied } from '../database/Migrator.ts'
import { openGround } from '../ground/Ladder.ts'
import type { GroundWish } from '../ground/Ground.ts'
import type { Health } from '../gateway/Health.ts'
import { silentLog } from '../main/Log.ts'
import { readServerFile } from '../main/ServerFile.ts'
import { DataDirectoryInUse, holderOf, lockData } from '../native/DataLock.ts'
import { fault, well } from './Finding.ts'
import type { Finding } from './Finding.ts'

/** What a running backend says of itself: database, migrations, projector. */
export const checkRunning = async (dataDir: string): Promise<readonly Finding[]> => {
  const server = readServerFile(dataDir)
  const restart = 'Stop it and start it again with `coldopen start`; its last lines say more.'
  if (server === null) return [fault('Backend', 'It runs but left no server.json.', restart)]
  const { url, secretKey } = server
  const health = await fetch(`${url}/health`, { headers: { apikey: secretKey } })
    .then(async (answer) => (await answer.json()) as Health)
    .catch(() => null)
  if (health === null) return [fault('Backend', `It does not answer at ${url}.`, restart)]
  const { database, fault: broken, migration, projector } = health
  if (broken !== null) return [fault('Database', `It does not answer: ${broken}`, restart)]
  const newest = migrations.at(-1)?.version ?? ''
  return [
    well('Database', `${database.reason}.`),
    migration === newest
      ? well('Migrations', `At ${migration}, the newest.`)
      : fault('Migrations', `At ${migration}; this program has ${newest}.`, restart),
    projectorFinding(projector),
  ]
}

const projectorFinding = (projector: Health['projector']): Finding => {
  if (projector === null) return well('Projector', 'It runs elsewhere, or is starting.')
  const [first] = projector.parked
  if (projector.unreachable !== null)
    return fault('Projector', projector.unreachable, 'It tries again by itself; see the log.')
  if (first !== undefined)
    return fault(
      'Projector',
      `${projector.parked.length} documents are set aside; ${first.doc}: ${first.reason}`,
      `Run \`coldopen replay ${first.doc}\` to see what the log holds.`,
    )
  return well('Projector', `${projector.behind.events} events behind.`)
}

/** Starts the database of a directory nobody works on, looks at it, and stops it again. */
export const checkResting = async (
  dataDir: string,
  wish: GroundWish,
): Promise<readonly Finding[]> => {
  const lock = lockData(dataDir)
  try {
    const ground = await openGround({ dataDir, log: silentLog, ...wish })
    try {
      return [
        well('Database', `${ground.reason}.`),
        await migrationsOf(ground.database),
        await grantsOf(ground.database),
      ]
    } finally {
      await ground.close()
    }
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause)
    return [fault('Database', what, 'Mend what the sentence names; the data is untouched.')]
  } finally {
    lock.release()
  }
}

const migrationsOf = async (database: Database): Promise<Finding> => {
  const [there] = await database.query<{ history: string | null }>(
    `select to_regclass('supabase_migrations.schema_migrations')::text as history`,
  )
  if (there?.history === null || there === undefined)
    return well('Migrations', 'None yet; the next start applies them.')
  const rows = await database.query<Applied>(
    'select version, statements from supabase_migrations.schema_migrations order by version',
  )
  try {
    refuseForeignHistory(rows, migrations)
  } catch (cause) {
    if (!(cause instanceof MigrationRefused)) throw cause
    return fault('Migrations', cause.message, 'The data is untouched.')
  }
  const pending = migrations.length - rows.length
  return well(
    'Migrations',
    pending === 0 ? `All ${rows.length} applied.` : `${pending} to apply at the next start.`,
  )
}

/** Fence FEN-2 seen from the database: strangers hold no right to write any table, and none at all to the engine's. */
const grantsOf = async (database: Database): Promise<Finding> => {
  const rows = await database.query<{ name: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v') and n.nspname in ('public', 'engine')
       and exists (select from pg_roles where rolname = 'anon')
       and (has_table_privilege('anon', c.oid, 'insert, update, delete, truncate')
         or (n.nspname = 'engine' and has_table_privilege('anon', c.oid, 'select')))
     limit 5`,
  )
  return rows.length === 0
    ? well('Fences', 'Strangers have no right to any table that the migrations did not give.')
    : fault(
        'Fences',
        `Strangers may write ${rows.map(({ name }) => name).join(', ')}.`,
        'Revoke it: something other than this program has granted on this database.',
      )
}

/** Whether a backend runs on the directory; the checks of the database go by it. */
export const checkDatabase = async (
  dataDir: string,
  wish: GroundWish,
): Promise<readonly Finding[]> => {
  if (holderOf(dataDir) !== null) return checkRunning(dataDir)
  try {
    return await checkResting(dataDir, wish)
  } catch (cause) {
    if (cause instanceof DataDirectoryInUse) return checkRunning(dataDir)
    throw cause
  }
}

/** The port can be opened, or is open for our own backend. */
export const checkPort = async (host: string, port: number, dataDir: string): Promise<Finding> => {
  if (holderOf(dataDir) !== null)
    return well('Port', `Open at ${readServerFile(dataDir)?.url ?? 'an unknown address'}.`)
  const taken = await new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(true))
    probe.listen(port, host, () => probe.close(() => resolve(false)))
  })
  return taken
    ? well('Port', `${port} is taken by another program; the next free one will be used.`)
    : well('Port', `${port} is free.`)
}
