import { Effect } from 'effect'
import { type LocalStoreShape, put, remove } from '../store/LocalStore.ts'

/** What supabase-js keeps a session in. */
export interface AuthStorage {
  getItem(name: string): Promise<string | null>
  setItem(name: string, value: string): Promise<void>
  removeItem(name: string): Promise<void>
}

/** The session tokens in the local store, beside the documents they give access to. */
export const authStorage = (store: LocalStoreShape): AuthStorage => ({
  getItem: (name) => Effect.runPromise(store.get('kv', [`auth:${name}`])),
  setItem: (name, value) => Effect.runPromise(store.commit([put('kv', [`auth:${name}`], value)])),
  removeItem: (name) => Effect.runPromise(store.commit([remove('kv', [`auth:${name}`])])),
})

/** Removes every token, whatever their names. */
export const forgetTokens = (store: LocalStoreShape): Promise<void> =>
  Effect.runPromise(
    Effect.flatMap(store.keys('kv', []), (keys) =>
      store.commit(keys.flatMap((key) => (key[0].startsWith('auth:') ? [remove('kv', key)] : []))),
    ),
  )
