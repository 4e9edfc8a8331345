import { Effect, Schema } from 'effect'
import type { Account } from '../client/Client.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { type LocalStoreShape, put, remove } from '../store/LocalStore.ts'

const Saved = Schema.fromJsonString(Schema.Struct({ id: Schema.String, email: Schema.String }))

const key = ['account'] as const

/** The account that was signed in when the app was last used: its documents are shown before any server answers. */
export const savedAccount = (
  store: LocalStoreShape,
): Effect.Effect<Account | null, DeviceCannotSave> =>
  Effect.map(store.get('kv', key), (text) =>
    text === null ? null : Schema.decodeSync(Saved)(text),
  )

export const saveAccount = (
  store: LocalStoreShape,
  account: Account | null,
): Effect.Effect<void, DeviceCannotSave> =>
  store.commit([
    account === null ? remove('kv', key) : put('kv', key, Schema.encodeSync(Saved)(account)),
  ])
