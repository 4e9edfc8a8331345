import 'fake-indexeddb/auto'
import { Effect } from 'effect'
import { forceCloseDatabase } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { layerIndexedDb } from './LocalStore.indexedDb.ts'
import { LocalStore, type LocalStoreShape, put } from './LocalStore.ts'

/** Opens the store in the database of that name for the time of `use`. */
const within = <A>(name: string, use: (store: LocalStoreShape) => Effect.Effect<A, unknown>) =>
  Effect.runPromise(LocalStore.use(use).pipe(Effect.provide(layerIndexedDb(name))))

const body = (text: string) => ({ body: new TextEncoder().encode(text) })

describe('the database of a browser', () => {
  it('STO-20 says when it was emptied, fails the commit that met it, and keeps the next', async () => {
    const name = crypto.randomUUID()
    await within(name, (store) =>
      Effect.gen(function* () {
        yield* store.commit([put('kv', ['a'], '1')])
        const heard: string[] = []
        store.onEmptied(() => heard.push('emptied'))
        yield* Effect.promise(
          () =>
            new Promise((done) => {
              indexedDB.deleteDatabase(name).addEventListener('success', done)
            }),
        )
        expect(yield* Effect.flip(store.commit([put('kv', ['b'], '2')]))).toMatchObject({
          _tag: 'DeviceCannotSave',
        })
        expect(heard).toEqual(['emptied'])
        yield* store.commit([put('kv', ['c'], '3')])
        expect(yield* store.keys('kv', [])).toEqual([['c']])
      }),
    )
    indexedDB.deleteDatabase(name)
  })

  it('STO-24 a database in doubt is read back at once, and rebuilt when the browser removes it', async () => {
    const name = crypto.randomUUID()
    await within(name, (store) =>
      Effect.gen(function* () {
        yield* store.commit([put('kv', ['a'], '1'), put('updates', ['d', 's', 1], body('one'))])
        const heard: string[] = []
        store.onEmptied(() => heard.push('emptied'))
        const { transaction, close } = IDBDatabase.prototype
        IDBDatabase.prototype.transaction = () => {
          IDBDatabase.prototype.transaction = transaction
          throw new DOMException('Internal error.', 'UnknownError')
        }
        let removed = 0
        IDBDatabase.prototype.close = function () {
          IDBDatabase.prototype.close = close
          close.call(this)
          indexedDB.deleteDatabase(name).addEventListener('success', () => (removed += 1))
        }
        yield* store.commit([put('kv', ['b'], '2')])
        expect(removed).toBe(1)
        expect(heard).toEqual([])
        expect(yield* store.keys('kv', [])).toEqual([['a'], ['b']])
        expect((yield* store.list('updates', ['d']))[0]?.value.body).toEqual(body('one').body)
      }),
    )
    indexedDB.deleteDatabase(name)
  })

  it('STO-20 a connection closed under it is opened again, with nothing lost', async () => {
    const name = crypto.randomUUID()
    await within(name, (store) =>
      Effect.gen(function* () {
        yield* store.commit([put('kv', ['a'], '1')])
        const heard: string[] = []
        store.onEmptied(() => heard.push('emptied'))
        const { transaction } = IDBDatabase.prototype
        IDBDatabase.prototype.transaction = function (...args) {
          IDBDatabase.prototype.transaction = transaction
          this.close()
          return transaction.apply(this, args)
        }
        yield* store.commit([put('kv', ['b'], '2')])
        expect(IDBDatabase.prototype.transaction).toBe(transaction)
        expect(yield* store.keys('kv', [])).toEqual([['a'], ['b']])
        expect(heard).toEqual([])
      }),
    )
    indexedDB.deleteDatabase(name)
  })

  it('STO-20 what a closed connection leaves unanswered is asked once more', async () => {
    const name = crypto.randomUUID()
    await within(name, (store) =>
      Effect.gen(function* () {
        yield* store.commit([put('kv', ['a'], '1')])
        const heard: string[] = []
        store.onEmptied(() => heard.push('emptied'))
        leaveUnanswered(forceClose)
        yield* store.commit([put('kv', ['b'], '2')])
        leaveUnanswered(forceClose)
        expect(yield* store.get('kv', ['b'])).toBe('2')
        // The next connection ends as well, before it is known whether it is the same database.
        leaveUnanswered((database) => {
          leaveUnanswered(forceClose)
          forceClose(database)
        })
        yield* store.commit([put('kv', ['c'], '3')])
        expect(yield* store.keys('kv', [])).toEqual([['a'], ['b'], ['c']])
        expect(heard).toEqual([])
      }),
    )
    indexedDB.deleteDatabase(name)
  })
})

/** As the browser does; the package's type takes the class for its instance. */
const forceClose = forceCloseDatabase as unknown as (database: IDBDatabase) => void

/** The next transaction comes to nothing, its answer never comes, and what follows happens to its database. */
const leaveUnanswered = (then: (database: IDBDatabase) => void): void => {
  const { transaction } = IDBDatabase.prototype
  const deaf = [IDBTransaction.prototype, IDBRequest.prototype]
  IDBDatabase.prototype.transaction = function (...args) {
    IDBDatabase.prototype.transaction = transaction
    const lost = transaction.apply(this, args)
    for (const one of deaf) one.addEventListener = () => undefined
    setTimeout(() => {
      for (const one of deaf) Reflect.deleteProperty(one, 'addEventListener')
      then(this)
    })
    lost.commit = () => lost.abort()
    return lost
  }
}
