import { Effect, Layer, Semaphore } from 'effect'
import { mkdir } from 'node:fs/promises'
import { CommitFile } from './CommitFile.ts'
import { type DeviceCannotSave, deviceCannotSave } from './DeviceCannotSave.ts'
import { lockFolder } from './FolderLock.ts'
import { LocalStore, put } from './LocalStore.ts'

const make = (folder: string) =>
  Effect.gen(function* () {
    const attempt = <A>(during: string, ask: () => Promise<A>) =>
      Effect.tryPromise({ try: ask, catch: (cause) => deviceCannotSave(during, cause) })
    yield* attempt('opening', () => mkdir(folder, { recursive: true }))
    yield* Effect.acquireRelease(
      attempt('opening', () => lockFolder(folder)),
      (unlock) => Effect.promise(unlock),
    )
    const file = yield* Effect.acquireRelease(
      attempt('opening', () => CommitFile.open(folder)),
      (opened) => Effect.promise(() => opened.close()),
    )
    const claims = Semaphore.makeUnsafe(1)
    const held = new Set<string>()
    return LocalStore.of({
      get: (table, key) => Effect.sync(() => file.tables.get(table, key)),
      list: (table, prefix) => Effect.sync(() => file.tables.list(table, prefix)),
      snapshot: (tables, prefix) => Effect.sync(() => file.tables.snapshot(tables, prefix)),
      keys: (table, prefix) =>
        Effect.sync(() => file.tables.list(table, prefix).map(({ key }) => key)),
      commit: (writes) => attempt('writing', () => file.commit(writes)),
      claim: (name, value) =>
        attempt('writing', async () => {
          const known = file.tables.get('kv', [name])
          if (known === null) await file.commit([put('kv', [name], value)])
          return known ?? value
        }).pipe(Semaphore.withPermit(claims)),
      hold: (session) =>
        Effect.acquireRelease(
          Effect.sync(() => void held.add(session)),
          () => Effect.sync(() => held.delete(session)),
        ),
      ended: (_document, sessions) =>
        Effect.sync(() => new Set(sessions.filter((session) => !held.has(session)))),
      commitAs: (_author, writes) => attempt('writing', () => file.commit(writes)),
      onEmptied: () => () => undefined,
    })
  })

/**
 * A store in a folder, for Node: an append-only file, synced before a commit is reported. One process at a time has the
 * folder.
 */
export const layerFile = (folder: string): Layer.Layer<LocalStore, DeviceCannotSave> =>
  Layer.effect(LocalStore, make(folder))
