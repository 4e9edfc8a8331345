import { Effect, type Scope } from 'effect'
import { saveAccount } from '../identity/SavedAccount.ts'
import type { Engine } from './Engine.ts'

/**
 * When the site's data is cleared under a running app, what it has in memory is written again: the account, every
 * record, and every open document whole. What was only on the disk comes back from the server, or is gone.
 */
export const heedEmptied = (engine: Engine): Effect.Effect<void, never, Scope.Scope> => {
  const { parts, book, pool, account } = engine
  const records = Effect.suspend(() => saveAccount(parts.store, account.get())).pipe(
    Effect.andThen(book.resave),
    Effect.catch((error) => Effect.logWarning('records not saved again', error)),
  )
  return Effect.acquireRelease(
    Effect.sync(() =>
      parts.store.onEmptied(() => {
        Effect.runForkWith(parts.context)(records)
        for (const { replica } of pool.open) replica.resave()
      }),
    ),
    (stop) => Effect.sync(stop),
  ).pipe(Effect.asVoid)
}
