import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPostgres } from '../database/Database.postgres.ts'
import type { Database } from '../database/Database.ts'
import { silentLog } from '../main/Log.ts'
import { ensureCluster } from './Cluster.ts'
import { nativePackage } from './NativePackage.ts'
import { placeBinaries, placeCluster } from './Placement.ts'
import { startPostmaster } from './Postmaster.ts'
import { processesIn } from './ProcessIdentity.ts'
import { canReach, runAs } from './RunAs.ts'
import { makeSocketDir } from './SocketDir.ts'
import { superviseNative } from './Supervisor.ts'
import type { NativeServer } from './Supervisor.ts'
import { startVictim } from './testing/Victim.ts'

const rounds = process.env['COLDOPEN_LONG'] === '1' ? 25 : 4

let dataDir: string
let server: NativeServer | null
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'coldopen-sup-'))
  server = null
})
afterEach(async () => {
  await server?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const cluster = () => join(dataDir, 'postgres')
const start = async () => {
  server = await superviseNative({ dataDir, log: silentLog })
  return server
}
const connect = ({ address }: NativeServer) => openPostgres({ kind: 'native', address })
const postmasters = () => processesIn(cluster()).filter((pid) => parentOf(pid) !== mainOf())
const mainOf = () => Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0])
const parentOf = (pid: number) =>
  Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

/** Asks until the database answers. */
const patiently = async <A>(ask: () => Promise<A>): Promise<A> => {
  for (;;)
    try {
      return await ask()
    } catch {
      await sleep(20)
    }
}

it('PG-1 listens on a socket in a closed directory, and on no port', async () => {
  const running = await start()
  expect(statSync(running.address.socketDir).mode & 0o777).toBe(0o700)
  const database = await connect(running)
  expect(await database.query('show listen_addresses')).toEqual([{ listen_addresses: '' }])
  await database.close()
})

it.runIf(process.getuid?.() === 0)(
  'PG-2 as root it runs as somebody else, who can reach everything',
  async () => {
    await start()
    const user = runAs()
    const owner = statSync(`/proc/${server?.pid()}`).uid
    expect(owner).toBe(user?.uid)
    expect(owner).not.toBe(0)
    const closed = mkdtempSync(join(tmpdir(), 'coldopen-closed-'))
    expect(canReach(closed, user)).toBe(false)
    const inside = join(closed, 'project')
    mkdirSync(inside)
    const placed = placeCluster(inside, user)
    expect(placed.startsWith(closed)).toBe(false)
    const home = join(closed, 'native')
    execFileSync('cp', ['-r', nativePackage().home, home])
    const copy = placeBinaries({ home, version: 'test' }, user)
    expect(canReach(join(copy, 'bin', 'postgres'), user)).toBe(true)
    rmSync(copy, { recursive: true })
    rmSync(closed, { recursive: true })
  },
)

it('PG-3 what a killed initdb left is cleared away and the cluster made anew', async () => {
  const half = `${cluster()}.new-00000000`
  mkdirSync(half)
  writeFileSync(join(half, 'PG_VERSION'), '17\n')
  await start()
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([])
  expect(readFileSync(join(cluster(), 'PG_VERSION'), 'utf8')).toBe('17\n')
})

it('PG-4 a killed server comes back with every acknowledged row, again and again', async () => {
  const database: Database = await connect(await start())
  await database.exec('create table kept (n int primary key)')
  let acknowledged = 0
  for (let round = 0; round < rounds; round += 1) {
    const writing = (async () => {
      for (;;) {
        await database.query('insert into kept values ($1)', [acknowledged + 1])
        acknowledged += 1
      }
    })().catch(() => {})
    await sleep(20 + round * 7)
    process.kill(server?.pid() ?? 0, 'SIGKILL')
    await writing
    const [row] = await patiently(() =>
      database.query<{ n: number; last: number }>(
        'select count(*)::int as n, coalesce(max(n), 0) as last from kept',
      ),
    )
    // The last insert may have been committed without its answer having come back.
    expect(row?.n).toBe(row?.last)
    expect(row?.last).toBeGreaterThanOrEqual(acknowledged)
    expect(row?.last).toBeLessThanOrEqual(acknowledged + 1)
    acknowledged = row?.last ?? 0
    expect(postmasters()).toHaveLength(1)
  }
  expect(acknowledged).toBeGreaterThan(rounds)
  await database.close()
})

describe('a killed backend', () => {
  const script = new URL('./testing/writer.ts', import.meta.url)

  it('PG-5 takes its server with it, and the next one finds every acknowledged row', async () => {
    const sockets: string[] = []
    let acknowledged = 0
    for (let round = 0; round < rounds; round += 1) {
      const writer = startVictim(script, [dataDir, 'native'])
      await writer.until((line) => line === 'ready')
      sockets.push(
        (await writer.until((line) => line.startsWith('socket '))).slice('socket '.length),
      )
      await writer.until((line) => Number(line) > acknowledged + 3)
      await writer.kill()
      acknowledged = Math.max(acknowledged, ...writer.lines.map(Number).filter(Number.isInteger))
    }
    await expect.poll(() => processesIn(cluster())).toEqual([])
    await expect.poll(() => sockets.filter((path) => existsSync(path))).toEqual([])
    const database = await connect(await start())
    const [row] = await database.query<{ n: number; last: number }>(
      'select count(*)::int as n, max(n) as last from written',
    )
    expect(row?.n).toBe(row?.last)
    expect(row?.last).toBeGreaterThanOrEqual(acknowledged)
    await database.close()
  })

  it('PG-5 killed while it starts, at any moment, leaves nothing that bars the next start', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const writer = startVictim(script, [dataDir, 'native'])
      await sleep(150 + round * 120)
      await writer.kill()
    }
    const database = await connect(await start())
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    expect(postmasters()).toHaveLength(1)
    await database.close()
  })
})

it('PG-6 a postmaster without a backend is shut down and its socket directory removed', async () => {
  const user = runAs()
  const { home } = nativePackage()
  const directory = placeCluster(dataDir, user)
  await ensureCluster({ home, directory, user })
  const socketDir = makeSocketDir(user)
  const logFile = join(dataDir, 'postgres.log')
  const orphan = await startPostmaster({
    home,
    directory,
    socketDir,
    port: 5432,
    user,
    logFile,
  })
  await start()
  await orphan.ended
  expect(server?.pid()).not.toBe(orphan.pid)
  expect(existsSync(socketDir)).toBe(false)
  expect(postmasters()).toHaveLength(1)
})

it('PG-6 a stale file that names the pid of a stranger bars nothing and hurts nobody', async () => {
  const first = await start()
  await first.close()
  const stranger = startVictim(new URL('./testing/idle.ts', import.meta.url), [])
  await stranger.until((line) => line === 'ready')
  writeFileSync(
    join(cluster(), 'postmaster.pid'),
    `${stranger.pid}\n${cluster()}\n1\n5432\n/nowhere\n\n0\nready\n`,
  )
  const database = await connect(await start())
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(`/proc/${stranger.pid}`)).toBe(true)
  await database.close()
  await stranger.kill()
})

it('PG-7 closing leaves no process and no socket directory', async () => {
  const { address, close } = await start()
  await close()
  expect(processesIn(cluster())).toEqual([])
  expect(existsSync(address.socketDir)).toBe(false)
  expect(existsSync(join(cluster(), 'postmaster.pid'))).toBe(false)
})

it('PG-8 a cluster of another major version is refused and left as it is', async () => {
  mkdirSync(cluster())
  writeFileSync(join(cluster(), 'PG_VERSION'), '15\n')
  await expect(start()).rejects.toThrow(/holds 15 PostgreSQL cluster/)
  expect(readdirSync(cluster())).toEqual(['PG_VERSION'])
})
