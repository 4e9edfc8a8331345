import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLog } from '../main/Log.ts'
import { startVictim } from '../native/testing/Victim.ts'
import { NativeUnavailable } from '../native/NativePackage.ts'
import type { Ground, GroundWish } from './Ground.ts'
import { nativeOr, openGround } from './Ladder.ts'

const rounds = process.env['COLDOPEN_LONG'] === '1' ? 15 : 2
const script = new URL('../native/testing/writer.ts', import.meta.url)

let dataDir: string
let ground: Ground | null
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'coldopen-ladder-'))
  ground = null
})
afterEach(async () => {
  await ground?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const open = async (wish: GroundWish = {}) => {
  ground = await openGround({ dataDir, log: silentLog, ...wish })
  return ground
}

it('LAD-1 without a wish native PostgreSQL runs, and says so', async () => {
  const { database, reason } = await open()
  expect(database.kind).toBe('native')
  expect(reason).toMatch(/^PostgreSQL 17\.\d+, started here, because /)
})

it('LAD-1 a server named by its URL is used before anything else', async () => {
  const own = await open()
  const { lite } = own
  if (!('address' in lite) || !('socketDir' in lite.address)) throw new Error('not native')
  const { socketDir, port } = lite.address
  const bridge = createServer((from) => {
    const to = connect(`${socketDir}/.s.PGSQL.${port}`)
    from.pipe(to).pipe(from)
    for (const end of [from, to]) end.on('error', () => end.destroy())
  })
  await once(bridge.listen(0, '127.0.0.1'), 'listening')
  const { port: bridged } = bridge.address() as AddressInfo
  const databaseUrl = `postgres://postgres@127.0.0.1:${bridged}/postgres`
  const elsewhere = await openGround({ dataDir, log: silentLog, databaseUrl })
  expect(elsewhere.database.kind).toBe('url')
  expect(elsewhere.reason).toMatch(/DATABASE_URL/)
  await elsewhere.close()
  bridge.close()
})

it('LAD-1 a URL that leads nowhere is a fault, not a reason to take another database', async () => {
  const wish = { databaseUrl: 'postgres://postgres@127.0.0.1:1/postgres' }
  await expect(open(wish)).rejects.toMatchObject({ code: '08006' })
  expect(readdirSync(dataDir)).toEqual([])
})

it('LAD-1 where native PostgreSQL cannot run PGlite does, and the sentence says why', async () => {
  const refuse = () =>
    Promise.reject(new NativeUnavailable('There are no binaries for this machine.'))
  ground = await nativeOr(refuse, { dataDir, log: silentLog })
  expect(ground.database.kind).toBe('pglite')
  expect(ground.reason).toMatch(/because native PostgreSQL cannot run here: There are no binaries/)
  expect(ground.reason).toMatch(/not a power cut/)
})

it('LAD-1 a fault of native PostgreSQL is a fault: its work is never left behind', async () => {
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n')
  await expect(open()).rejects.toThrow(/holds 15/)
})

it('LAD-2 a directory stays with the database that holds its work', async () => {
  const first = await open({ kind: 'pglite' })
  await first.database.exec('create table work (n int); insert into work values (1)')
  await first.close()
  ground = null
  await expect(open({ kind: 'native' })).rejects.toThrow(/holds its work in pglite, not in native/)
  const again = await open()
  expect(again.database.kind).toBe('pglite')
  expect(await again.database.query('select n from work')).toEqual([{ n: 1 }])
})

it('LAD-3 killed while PGlite is made, the next start makes it', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const writer = startVictim(script, [dataDir, 'pglite'])
    await sleep(400 + round * 500)
    await writer.kill()
  }
  const { database } = await open({ kind: 'pglite' })
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([])
})

it('LAD-3 killed while PGlite writes, every acknowledged row is there', async () => {
  let acknowledged = 0
  for (let round = 0; round < rounds; round += 1) {
    const writer = startVictim(script, [dataDir, 'pglite'])
    await writer.until((line) => Number(line) > acknowledged + 20)
    await writer.kill()
    acknowledged = Math.max(...writer.lines.map(Number).filter(Number.isInteger))
  }
  const { database } = await open({ kind: 'pglite' })
  const [row] = await database.query<{ n: number; last: number }>(
    'select count(*)::int as n, max(n) as last from written',
  )
  expect(row?.n).toBe(row?.last)
  expect(row?.last).toBeGreaterThanOrEqual(acknowledged)
})
