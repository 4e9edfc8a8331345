import { Effect, Layer } from 'effect'
import { DeviceCannotSave } from './DeviceCannotSave.ts'
import { LocalStore, type LocalStoreShape, type Write } from './LocalStore.ts'
import { TableMap } from './TableMap.ts'

/**
 * A disk in memory that outlives the engines opened on it. Each `open` is one process; `kill` ends it as a crash does:
 * what was committed stays, what was on the way is gone, its sessions are held no more. `fail` refuses commits until
 * told otherwise, as a full disk does.
 */
export class MemoryDisk {
  readonly tables = new TableMap()
  readonly #held = new Map<object, Set<string>>()
  #refusal: string | null = null

  fail(reason: string | null): void {
    this.#refusal = reason
  }

  open(): { readonly store: LocalStoreShape; kill(): void } {
    const process = {}
    const sessions = new Set<string>()
    this.#held.set(process, sessions)
    const alive = <A>(body: () => A): Effect.Effect<A> =>
      Effect.suspend(() => (this.#held.has(process) ? Effect.sync(body) : Effect.never))
    const commit = (writes: readonly Write[]): Effect.Effect<void, DeviceCannotSave> =>
      Effect.yieldNow.pipe(
        Effect.andThen(
          alive(() => {
            if (this.#refusal !== null) return this.#refusal
            this.tables.apply(writes)
            return null
          }),
        ),
        Effect.tap(() => Effect.yieldNow),
        Effect.flatMap((refusal) =>
          refusal === null
            ? alive(() => undefined)
            : Effect.fail(new DeviceCannotSave({ detail: refusal })),
        ),
      )
    const store: LocalStoreShape = {
      get: (table, key) => alive(() => this.tables.get(table, key)),
      list: (table, prefix) => alive(() => this.tables.list(table, prefix)),
      snapshot: (tables, prefix) => alive(() => this.tables.snapshot(tables, prefix)),
      keys: (table, prefix) => alive(() => this.tables.list(table, prefix).map(({ key }) => key)),
      commit,
      hold: (session) =>
        Effect.acquireRelease(
          alive(() => void sessions.add(session)),
          () => Effect.sync(() => sessions.delete(session)),
        ),
      held: alive(() => new Set([...this.#held.values()].flatMap((names) => [...names]))),
    }
    return { store, kill: () => void this.#held.delete(process) }
  }
}

/** A store that forgets everything with the process. */
export const layerMemory: Layer.Layer<LocalStore> = Layer.sync(
  LocalStore,
  () => new MemoryDisk().open().store,
)
