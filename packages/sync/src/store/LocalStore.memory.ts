import { Effect, Latch, Layer } from 'effect'
import { DeviceCannotSave } from './DeviceCannotSave.ts'
import { type Author, LocalStore, type LocalStoreShape, put, type Write } from './LocalStore.ts'
import { SessionEnded } from './SessionEnded.ts'
import { TableMap } from './TableMap.ts'

/**
 * A disk in memory that outlives the engines opened on it. Each `open` is one process; `kill` ends it as a crash does:
 * what was committed stays, what was on the way is gone, its sessions are held no more. `fail` refuses commits until
 * told otherwise, as a full disk does; `hang` leaves commits without an answer until what it returns is called;
 * `disconnect` refuses the next operations of any kind, as a database does whose connection the browser closed; `empty`
 * takes everything away, as clearing the site's data does; `mistake` has the next questions for the dead take everyone
 * else for dead, as where a browser has no locks and a tab does not answer.
 */
export class MemoryDisk {
  readonly tables = new TableMap()
  readonly #held = new Map<object, Set<string>>()
  readonly #heard = new Set<() => void>()
  readonly #ended = new Set<string>()
  readonly #answering = Latch.makeUnsafe(true)
  #refusal: string | null = null
  #disconnected = 0
  #connected = 0
  #mistakes = 0

  fail(reason: string | null): void {
    this.#refusal = reason
  }

  hang(): () => void {
    this.#answering.closeUnsafe()
    return () => void this.#answering.openUnsafe()
  }

  /** `after`: how many operations are answered first. */
  disconnect(operations: number, after = 0): void {
    this.#disconnected = operations
    this.#connected = after
  }

  empty(): void {
    this.tables.clear()
    this.#ended.clear()
    for (const tell of this.#heard) tell()
  }

  mistake(questions: number): void {
    this.#mistakes = questions
  }

  /** Whether a session was declared dead. */
  hasEnded(author: Author): boolean {
    return this.#ended.has(author.join())
  }

  /**
   * `waited` is called before and after every operation: the points where a process may die. `thawed` completes when the
   * process is not frozen.
   */
  open(
    waited: () => void = () => undefined,
    thawed: Effect.Effect<void> = Effect.void,
  ): { readonly store: LocalStoreShape; kill(): void } {
    const process = {}
    const sessions = new Set<string>()
    this.#held.set(process, sessions)
    const alive = <A>(body: () => A): Effect.Effect<A> =>
      Effect.andThen(
        thawed,
        Effect.suspend(() => {
          waited()
          return this.#held.has(process) ? Effect.sync(body) : Effect.never
        }),
      )
    const connected = <A>(body: () => A): Effect.Effect<A, DeviceCannotSave> =>
      Effect.suspend(() => {
        if (this.#disconnected === 0 || this.#connected-- > 0) return alive(body)
        this.#disconnected--
        return alive(() => undefined).pipe(
          Effect.andThen(Effect.fail(new DeviceCannotSave({ detail: 'connection closed' }))),
        )
      })
    const commit = <E = never>(
      writes: readonly Write[],
      objection: () => E | null = () => null,
    ): Effect.Effect<void, DeviceCannotSave | E> =>
      Effect.yieldNow.pipe(
        Effect.andThen(this.#answering.await),
        Effect.andThen(
          connected(() => {
            const refusal = this.#refusal
            if (refusal !== null) return new DeviceCannotSave({ detail: refusal })
            const refused = objection()
            if (refused === null) this.tables.apply(writes)
            return refused
          }),
        ),
        Effect.tap(() => Effect.yieldNow),
        Effect.flatMap((refused) =>
          refused === null ? alive(() => undefined) : Effect.fail(refused),
        ),
      )
    const ended = (document: string, asked: readonly string[]): ReadonlySet<string> => {
      const mistaken = this.#mistakes > 0
      if (mistaken) this.#mistakes--
      const living = new Set(
        [...this.#held].flatMap(([other, names]) =>
          mistaken && other !== process ? [] : [...names],
        ),
      )
      for (const session of asked)
        if (!living.has(session)) this.#ended.add(`${document},${session}`)
      return new Set(asked.filter((session) => this.hasEnded([document, session])))
    }
    const store: LocalStoreShape = {
      get: (table, key) => connected(() => this.tables.get(table, key)),
      list: (table, prefix) => connected(() => this.tables.list(table, prefix)),
      snapshot: (tables, prefix) => connected(() => this.tables.snapshot(tables, prefix)),
      keys: (table, prefix) =>
        connected(() => this.tables.list(table, prefix).map(({ key }) => key)),
      commit,
      commitAs: (author, writes) =>
        commit(writes, () =>
          this.hasEnded(author) ? new SessionEnded({ session: author[1] }) : null,
        ),
      claim: (name, value) =>
        connected(() => {
          const known = this.tables.get('kv', [name])
          if (known !== null || this.#refusal !== null) return known
          this.tables.apply([put('kv', [name], value)])
          return value
        }).pipe(
          Effect.filterOrFail(
            (claimed) => claimed !== null,
            () => new DeviceCannotSave({ detail: this.#refusal ?? 'refused' }),
          ),
        ),
      hold: (session) =>
        Effect.acquireRelease(
          alive(() => void sessions.add(session)),
          () => Effect.sync(() => sessions.delete(session)),
        ),
      ended: (document, sessions) => connected(() => ended(document, sessions)),
      onEmptied: (heard) => {
        const tell = (): void => {
          if (this.#held.has(process)) heard()
        }
        this.#heard.add(tell)
        return () => void this.#heard.delete(tell)
      },
    }
    return { store, kill: () => void this.#held.delete(process) }
  }
}

/** A store that forgets everything with the process. */
export const layerMemory: Layer.Layer<LocalStore> = Layer.sync(
  LocalStore,
  () => new MemoryDisk().open().store,
)
