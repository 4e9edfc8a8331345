import { Effect } from 'effect'
import { deviceCannotSave } from './DeviceCannotSave.ts'
import type { Liveness } from './Liveness.ts'

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

/** Liveness by a Web Lock in each session's name: the browser lets go of it when the tab dies, however it dies. */
export const sessionLocks = (database: string): Liveness => {
  const prefix = `coldopen:${database}:session:`
  return {
    sure: true,
    hold: (session) =>
      Effect.acquireRelease(
        Effect.tryPromise({
          try: () => take(prefix + session),
          catch: (cause) => deviceCannotSave('locking', cause),
        }),
        (release) => Effect.promise(release),
      ).pipe(Effect.asVoid),
    living: (sessions) =>
      Effect.tryPromise({
        try: async () => {
          const { held } = await navigator.locks.query()
          const names = new Set((held ?? []).map((lock) => lock.name))
          return new Set(sessions.filter((session) => names.has(prefix + session)))
        },
        catch: (cause) => deviceCannotSave('locking', cause),
      }),
  }
}
