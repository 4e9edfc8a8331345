import type { SupabaseClient } from '@supabase/supabase-js'
import { Effect, Schema } from 'effect'
import { ClientIdTaken } from '../log/EventLog.ts'
import { Incompatible, Offline, SignInAgain, type SyncError } from '../protocol/SyncError.ts'
import { toSyncError } from './Refusal.ts'

/** Calls a SQL function as the signed-in account and reads its answer by its schema. Interruptible: the request is aborted. */
export const callFunction = <A>(
  client: SupabaseClient,
  name: string,
  args: Readonly<Record<string, unknown>>,
  answer: Schema.Codec<A>,
): Effect.Effect<A, SyncError | ClientIdTaken> =>
  Effect.gen(function* () {
    yield* requireSession(client)
    const { data, error, status } = yield* Effect.tryPromise({
      try: (signal) => Promise.resolve(client.rpc(name, args).abortSignal(signal)),
      catch: (cause) => new Offline({ detail: String(cause) }),
    })
    if (error !== null) {
      const { code, message, details } = error
      return yield* toSyncError({ status, code, message, details: details ?? '' })
    }
    return yield* Schema.decodeUnknownEffect(answer)(data).pipe(
      Effect.mapError(
        () => new Incompatible({ detail: `The server's answer to ${name} is not understood.` }),
      ),
    )
  })

/** The same where another session's clientID is no matter. */
export const callPlainly = <A>(
  client: SupabaseClient,
  name: string,
  args: Readonly<Record<string, unknown>>,
  answer: Schema.Codec<A>,
): Effect.Effect<A, SyncError> =>
  callFunction(client, name, args, answer).pipe(
    Effect.catchTag('ClientIdTaken', ({ detail }) => Effect.fail(new Incompatible({ detail }))),
  )

/** Without a token the call would be made as nobody; a token that cannot be refreshed for want of a network is waited for. */
const requireSession = (client: SupabaseClient): Effect.Effect<void, SyncError> =>
  Effect.tryPromise({
    try: () => client.auth.getSession(),
    catch: (cause) => new Offline({ detail: String(cause) }),
  }).pipe(
    Effect.flatMap(({ data, error }): Effect.Effect<void, SyncError> => {
      if (data.session !== null) return Effect.void
      const unanswered = error !== null && error.name === 'AuthRetryableFetchError'
      return Effect.fail(
        unanswered
          ? new Offline({ detail: error.message })
          : new SignInAgain({ detail: 'Sign in again to go on.' }),
      )
    }),
  )
