import { Effect, type Scope } from 'effect'
import { deviceCannotSave, type DeviceCannotSave } from './DeviceCannotSave.ts'

const prefix = (database: string): string => `coldopen:${database}:session:`

/** Takes a Web Lock; resolves with what gives it back. */
const take = (name: string): Promise<() => Promise<unknown>> =>
  new Promise((granted, refused) => {
    const over: Promise<unknown> = navigator.locks.request(name, () => {
      const held = Promise.withResolvers<void>()
      granted(() => {
        held.resolve()
        return over
      })
      return held.promise
    })
    over.catch(refused)
  })

/** Holds a Web Lock in the session's name: the browser lets go of it when the tab dies, however it dies. */
export const holdSession = (
  database: string,
  session: string,
): Effect.Effect<void, DeviceCannotSave, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => take(prefix(database) + session),
      catch: (cause) => deviceCannotSave('locking', cause),
    }),
    (release) => Effect.promise(release),
  ).pipe(Effect.asVoid)

/** The sessions whose tab lives, in this and every other tab of the origin. */
export const heldSessions = (
  database: string,
): Effect.Effect<ReadonlySet<string>, DeviceCannotSave> =>
  Effect.tryPromise({
    try: async () => {
      const { held } = await navigator.locks.query()
      const names = (held ?? []).map((lock) => lock.name ?? '')
      return new Set(
        names
          .filter((name) => name.startsWith(prefix(database)))
          .map((name) => name.slice(prefix(database).length)),
      )
    },
    catch: (cause) => deviceCannotSave('locking', cause),
  })
