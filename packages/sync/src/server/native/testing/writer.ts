import { openGround } from '../../ground/Ladder.ts'
import type { LocalKind } from '../../ground/DataKind.ts'
import { silentLog } from '../../main/Log.ts'

/**
 * A process to be killed: `node writer.ts DATA_DIR native|pglite`. Prints where its socket is and `ready`, then inserts 1, 2, 3 … and prints
 * each number once its commit is acknowledged.
 */
const [dataDir, kind] = process.argv.slice(2)
const ground = await openGround({
  dataDir: dataDir ?? '',
  kind: kind as LocalKind,
  log: silentLog,
})
const { database } = ground
await database.exec('create table if not exists written (n int primary key)')
const [last] = await database.query<{ n: number }>('select coalesce(max(n), 0) as n from written')
const { lite } = ground
if ('address' in lite && 'socketDir' in lite.address)
  process.stdout.write(`socket ${lite.address.socketDir}\n`)
process.stdout.write('ready\n')
for (let n = (last?.n ?? 0) + 1; ; n += 1) {
  await database.query('insert into written values ($1)', [n])
  process.stdout.write(`${n}\n`)
}
