import type { AuthError, SupabaseClient } from '@supabase/supabase-js'
import { Effect, Schema } from 'effect'
import { ClientIdTaken } from '../log/EventLog.ts'
import {
  Incompatible,
  Offline,
  ServerBusy,
  SignInAgain,
  type SyncError,
} from '../protocol/SyncError.ts'
import { toSyncError } from './Refusal.ts'

/** Calls a SQL function as the signed-in account and reads its answer by its schema. Interruptible: the request is aborted. */
export const callFunction = <A>(
  client: SupabaseClient,
  name: string,
  args: Readonly<Record<string, unknown>>,
  answer: Schema.Codec<A>,
): Effect.Effect<A, SyncError | ClientIdTaken> =>
  Effect.gen(function* () {
    const token = yield* sessionToken(client)
    const first = yield* ask(client, name, args)
    const stale = first.error !== null && isExpired(first.error.code, first.status)
    if (stale) yield* renew(client, token)
    const { data, error, status } = stale ? yield* ask(client, name, args) : first
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

const ask = (client: SupabaseClient, name: string, args: Readonly<Record<string, unknown>>) =>
  Effect.tryPromise({
    try: (signal) => Promise.resolve(client.rpc(name, args).abortSignal(signal)),
    catch: (cause) => new Offline({ detail: String(cause) }),
  })

/** Whether the server refuses the token that was shown, whatever this device's clock says of it. */
const isExpired = (code: string, status: number): boolean =>
  code === 'PT401' || code.startsWith('PGRST30') || (status === 401 && code !== '42501')

/** Without a token the call would be made as nobody; a token that cannot be refreshed for want of a network is waited for. */
const sessionToken = (client: SupabaseClient): Effect.Effect<string, SyncError> =>
  Effect.flatMap(
    Effect.tryPromise({
      try: () => client.auth.getSession(),
      catch: (cause) => new Offline({ detail: String(cause) }),
    }),
    ({ data, error }) =>
      data.session === null
        ? Effect.fail(refreshFailure(error))
        : Effect.succeed(data.session.access_token),
  )

/** Takes another token than the one that was refused; calls that were refused together renew it once. */
const renew = (client: SupabaseClient, refused: string): Effect.Effect<void, SyncError> =>
  Effect.gen(function* () {
    if ((yield* sessionToken(client)) !== refused) return
    const { data, error } = yield* Effect.tryPromise({
      try: () => client.auth.refreshSession(),
      catch: (cause) => new Offline({ detail: String(cause) }),
    })
    if (data.session === null) return yield* refreshFailure(error)
  })

/** Only auth's own no ends a session: what did not answer, or answers badly, may answer later. */
const refreshFailure = (error: AuthError | null): SyncError => {
  if (error === null || error.name !== 'AuthRetryableFetchError') {
    return new SignInAgain({ detail: 'Sign in again to go on.' })
  }
  const { status, message } = error
  return (status ?? 0) === 0
    ? new Offline({ detail: message })
    : new ServerBusy({ detail: `The sign-in cannot be renewed now: ${message}` })
}
