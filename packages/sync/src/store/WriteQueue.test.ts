import { describe, expect, it } from '@effect/vitest'
import { Effect } from 'effect'
import type { DeviceCannotSave } from './DeviceCannotSave.ts'
import { MemoryDisk } from './LocalStore.memory.ts'
import { put, type Write } from './LocalStore.ts'
import { WriteQueue } from './WriteQueue.ts'

const kv = (name: string, value: string): Write => put('kv', [name], value)

const queueOn = (disk: MemoryDisk) => {
  const process = disk.open()
  const refusals: DeviceCannotSave[] = []
  const queue = new WriteQueue(process.store.commit, {
    committed: () => undefined,
    refused: (error) => refusals.push(error),
  })
  return { queue, refusals, kill: process.kill }
}

describe('the line of writes to disk', () => {
  it.effect('STO-10 saved means on disk, in order', () =>
    Effect.gen(function* () {
      const disk = new MemoryDisk()
      const { queue } = queueOn(disk)
      for (let i = 0; i < 20; i++) queue.write([kv('n', String(i)), kv(`k${i}`, '')])
      expect(disk.tables.get('kv', ['n'])).toBe(null)
      yield* queue.saved
      expect(disk.tables.get('kv', ['n'])).toBe('19')
      expect(disk.tables.list('kv', [])).toHaveLength(21)
      expect(queue.empty).toBe(true)
      yield* queue.saved
    }),
  )

  it.effect('STO-11 an abandoned queue leaves the disk as it is', () =>
    Effect.gen(function* () {
      const disk = new MemoryDisk()
      const { queue } = queueOn(disk)
      disk.fail('full')
      queue.write([kv('first', '1')])
      yield* Effect.flip(queue.saved)
      queue.abandon()
      disk.fail(null)
      queue.write([kv('second', '2')])
      queue.retry()
      queue.urgent()
      expect(yield* Effect.flip(queue.saved)).toMatchObject({ _tag: 'DeviceCannotSave' })
      expect(disk.tables.list('kv', [])).toEqual([])
    }),
  )

  it.effect('STO-11 a refused write stays in front of those after it', () =>
    Effect.gen(function* () {
      const disk = new MemoryDisk()
      const { queue, refusals } = queueOn(disk)
      disk.fail('full')
      queue.write([kv('first', '1')])
      const refused = yield* Effect.flip(queue.saved)
      expect(refused).toMatchObject({ _tag: 'DeviceCannotSave', detail: 'full' })
      expect(refusals).toHaveLength(1)
      queue.write([kv('second', '2')])
      expect(disk.tables.list('kv', [])).toEqual([])
      disk.fail(null)
      yield* queue.saved
      expect(disk.tables.list('kv', []).map(({ key }) => key[0])).toEqual(['first', 'second'])
    }),
  )

  it.effect('STO-12 an urgent request takes everything along, under way or waiting', () =>
    Effect.gen(function* () {
      const disk = new MemoryDisk()
      const { queue } = queueOn(disk)
      queue.write([kv('a', '1')])
      queue.write([kv('b', '2')])
      queue.urgent()
      yield* queue.saved
      expect(disk.tables.list('kv', []).map(({ value }) => value)).toEqual(['1', '2'])
    }),
  )

  it.effect('STO-11 a kill at any moment leaves the beginning of what was written', () =>
    Effect.gen(function* () {
      for (let moment = 0; moment < 60; moment++) {
        const disk = new MemoryDisk()
        const { queue, kill } = queueOn(disk)
        for (let i = 0; i < 10; i++) {
          queue.write([kv('cursor', String(i)), kv(`row${i}`, '')])
          if (i % 3 === 0) yield* Effect.yieldNow
        }
        for (let i = 0; i < moment; i++) yield* Effect.yieldNow
        kill()
        const cursor = Number(disk.tables.get('kv', ['cursor']) ?? -1)
        expect(disk.tables.list('kv', ['row']).length).toBe(0)
        const rows = disk.tables.list('kv', []).filter(({ key }) => key[0].startsWith('row'))
        expect(rows).toHaveLength(cursor + 1)
      }
    }),
  )
})
