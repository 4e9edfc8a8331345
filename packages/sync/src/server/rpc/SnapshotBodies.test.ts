import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Queryable } from '../database/Database.ts'
import { SnapshotBodies } from './SnapshotBodies.ts'
import { openRpcStage, type RpcStage } from './testing/RpcStage.ts'

const tables = `
  create table engine.snapshots (doc_id uuid, seq bigint, id uuid not null);
  create table engine.snapshot_parts (doc_id uuid, seq bigint, part integer, body text not null)`

let stage: RpcStage
let reads = 0
let database: Queryable
beforeAll(async () => {
  stage = await openRpcStage('native', `create schema if not exists engine; ${tables}`)
  database = {
    query: (sql, args) => {
      reads += 1
      return stage.database.query(sql, args)
    },
  }
})
afterAll(() => stage.close())

const keep = async (...bodies: readonly string[]): Promise<string> => {
  const [doc, id] = [crypto.randomUUID(), crypto.randomUUID()]
  await stage.database.query('insert into engine.snapshots values ($1, 1, $2)', [doc, id])
  for (const [part, body] of bodies.entries())
    await stage.database.query('insert into engine.snapshot_parts values ($1, 1, $2, $3)', [
      doc,
      part,
      body,
    ])
  return id
}

const answer = (id: string, part: number) => `{"seq":1,"body":"part:${id}/${part}","more":"é"}`
const text = async (bodies: SnapshotBodies, id: string, part: number): Promise<string | null> => {
  const pieces = await bodies.fill(answer(id, part))
  return pieces && Buffer.concat(pieces).toString()
}

it('RPC-8 reads a part once for all who ask, and puts it where its name was', async () => {
  const bodies = new SnapshotBodies(database)
  const id = await keep('AAAA', 'BBBB')
  reads = 0
  const asked = await Promise.all(Array.from({ length: 20 }, (_, n) => text(bodies, id, n % 2)))
  expect(new Set(asked)).toEqual(
    new Set(['{"seq":1,"body":"AAAA","more":"é"}', '{"seq":1,"body":"BBBB","more":"é"}']),
  )
  expect(reads).toBe(2)
  const other = '{"body":"QUJD","note":"é"}'
  expect(Buffer.concat((await bodies.fill(other)) ?? []).toString()).toBe(other)
})

it('RPC-8 says when a part is gone, and asks again for one that could not be read', async () => {
  const bodies = new SnapshotBodies(database)
  const id = await keep('AAAA')
  expect(await text(bodies, id, 1)).toBeNull()
  await stage.database.exec('alter table engine.snapshot_parts rename to elsewhere')
  await expect(text(bodies, id, 0)).rejects.toThrow('snapshot_parts')
  await stage.database.exec('alter table engine.elsewhere rename to snapshot_parts')
  expect(await text(bodies, id, 0)).toContain('AAAA')
})

it('RPC-8 keeps 16 MiB at most: what was asked for last', async () => {
  const bodies = new SnapshotBodies(database)
  const mebibyte = 'A'.repeat(1_048_576)
  const id = await keep(...Array.from({ length: 20 }, () => mebibyte))
  reads = 0
  for (let part = 0; part < 20; part += 1) await text(bodies, id, part)
  for (let part = 19; part >= 4; part -= 1) await text(bodies, id, part)
  expect(reads).toBe(20)
  await text(bodies, id, 3)
  expect(reads).toBe(21)
})
