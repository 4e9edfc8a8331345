import { Context, type Effect, type Scope } from 'effect'
import type { DeviceCannotSave } from './DeviceCannotSave.ts'
import type { SessionEnded } from './SessionEnded.ts'
import type { Keys, TableName, Tables } from './Tables.ts'

/** One change of one row; `value: null` removes it. */
export type Write = {
  [T in TableName]: { readonly table: T; readonly key: Keys[T]; readonly value: Tables[T] | null }
}[TableName]

export interface Entry<T extends TableName> {
  readonly key: Keys[T]
  readonly value: Tables[T]
}

/** The beginning of a key: every row whose key starts with it is meant. */
export type Prefix = readonly (string | number)[]

/** In whose name a commit is made. */
export type Author = Keys['sessions']

/** Rows of several tables, each in the order of its keys. */
export type Snapshot<T extends TableName> = { readonly [K in T]: readonly Entry<K>[] }

/** What every local store promises; `docs/decisions/local-store.md` says why it is ours. */
export interface LocalStoreShape {
  readonly get: <T extends TableName>(
    table: T,
    key: Keys[T],
  ) => Effect.Effect<Tables[T] | null, DeviceCannotSave>
  /** Rows in the order of their keys, as one consistent read of that table. */
  readonly list: <T extends TableName>(
    table: T,
    prefix: Prefix,
  ) => Effect.Effect<readonly Entry<T>[], DeviceCannotSave>
  /** Several tables at one moment, although another tab writes. */
  readonly snapshot: <T extends TableName>(
    tables: readonly T[],
    prefix: Prefix,
  ) => Effect.Effect<Snapshot<T>, DeviceCannotSave>
  readonly keys: <T extends TableName>(
    table: T,
    prefix: Prefix,
  ) => Effect.Effect<readonly Keys[T][], DeviceCannotSave>
  /**
   * Writes all or nothing, in order; a later commit is never on disk without an earlier one of the same rows. The
   * request reaches the platform synchronously when the effect starts, so that a dying page still gets it out.
   */
  readonly commit: (writes: readonly Write[]) => Effect.Effect<void, DeviceCannotSave>
  /** The text kept under a name, which is `value` from now on if there was none: whoever asks first decides for all. */
  readonly claim: (name: string, value: string) => Effect.Effect<string, DeviceCannotSave>
  /** Shows to everyone who shares the store that the named session lives, until the scope closes or the process dies. */
  readonly hold: (session: string) => Effect.Effect<void, DeviceCannotSave, Scope.Scope>
  /**
   * Which of these sessions of a document have ended: no process holds them, and from now on the store takes nothing
   * more in their name. Where a browser cannot tell for sure who lives, asking ends whoever does not answer.
   */
  readonly ended: (
    document: string,
    sessions: readonly string[],
  ) => Effect.Effect<ReadonlySet<string>, DeviceCannotSave>
  /** Like `commit`, in the name of a session: nothing is written once it has ended. */
  readonly commitAs: (
    author: Author,
    writes: readonly Write[],
  ) => Effect.Effect<void, DeviceCannotSave | SessionEnded>
  /**
   * Calls back when everything the store held is gone while it is in use (somebody cleared the site's data). A commit
   * that met this fails; what is committed from the call on stays. Returns what stops it.
   */
  readonly onEmptied: (heard: () => void) => () => void
}

/** The copy of everything on this machine: one database, so that an edit and its place in the line are one write. */
export class LocalStore extends Context.Service<LocalStore, LocalStoreShape>()(
  '@coldopen/sync/store/LocalStore',
) {}

/** A write that stores a row. */
export const put = <T extends TableName>(table: T, key: Keys[T], value: Tables[T]): Write =>
  ({ table, key, value }) as Write

/** A write that removes a row. */
export const remove = <T extends TableName>(table: T, key: Keys[T]): Write =>
  ({ table, key, value: null }) as Write
