import type { AuthError, AuthResponse, SupabaseClient } from '@supabase/supabase-js'
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
import type { LocalStoreShape } from '../store/LocalStore.ts'
import { forgetTokens } from './AuthStorage.ts'
import { Supabase } from './SupabaseClient.ts'

/** Accounts by Supabase Auth, e-mail and password. Its tokens lie in the local store. */
export const layerAccounts = (store: LocalStoreShape): Layer.Layer<Accounts, never, Supabase> =>
  Layer.effect(
    Accounts,
    Effect.gen(function* () {
      const { auth } = yield* Supabase
      return Accounts.of({
        signUp: (email, password) => entered(() => auth.signUp({ email, password })),
        signIn: (email, password) => entered(() => auth.signInWithPassword({ email, password })),
        signOut: leave(auth, store),
      })
    }),
  )

/** Auth keeps its tokens when it cannot tell the server that they are given up; here they go all the same. */
const leave = (auth: SupabaseClient['auth'], store: LocalStoreShape): Effect.Effect<void> =>
  Effect.promise(async () => {
    const { error } = await auth.signOut({ scope: 'local' })
    if (error !== null) await forgetTokens(store)
  })

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
