import type { AuthError, AuthResponse } from '@supabase/supabase-js'
import { Effect, Layer } from 'effect'
import type { Account } from '../client/Client.ts'
import { Accounts } from '../identity/Accounts.ts'
import {
  Forbidden,
  Offline,
  ServerBusy,
  SignInAgain,
  type SyncError,
} from '../protocol/SyncError.ts'
import { Supabase } from './SupabaseClient.ts'

/** Accounts by Supabase Auth, e-mail and password. */
export const layerAccounts: Layer.Layer<Accounts, never, Supabase> = Layer.effect(
  Accounts,
  Effect.gen(function* () {
    const { auth } = yield* Supabase
    return Accounts.of({
      signUp: (email, password) => entered(() => auth.signUp({ email, password })),
      signIn: (email, password) => entered(() => auth.signInWithPassword({ email, password })),
      signOut: Effect.promise(() => auth.signOut({ scope: 'local' })).pipe(Effect.asVoid),
    })
  }),
)

const entered = (
  ask: () => Promise<Pick<AuthResponse, 'error'> & { data: AuthResponse['data'] }>,
): Effect.Effect<Account, SyncError> =>
  Effect.tryPromise({
    try: ask,
    catch: (cause) => new Offline({ detail: String(cause) }),
  }).pipe(
    Effect.flatMap(({ data, error }): Effect.Effect<Account, SyncError> => {
      if (error !== null) return Effect.fail(authFailure(error))
      if (data.user === null || data.session === null) {
        const detail = 'Confirm the address with the message that was sent to it, then sign in.'
        return Effect.fail(new SignInAgain({ detail }))
      }
      return Effect.succeed({ id: data.user.id, email: data.user.email ?? '' })
    }),
  )

const authFailure = ({ name, status, message }: AuthError): SyncError => {
  if (name === 'AuthRetryableFetchError' && (status ?? 0) === 0) {
    return new Offline({ detail: message })
  }
  if (status === 429 || (status ?? 0) >= 500) return new ServerBusy({ detail: message })
  return new Forbidden({ detail: message })
}
