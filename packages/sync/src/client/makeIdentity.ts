import { Context, Effect } from 'effect'
import { Accounts, type AccountsShape } from '../identity/Accounts.ts'
import { adoptDocuments } from '../identity/AdoptDocuments.ts'
import { saveAccount } from '../identity/SavedAccount.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { Account, Identity } from './Client.ts'
import type { Engine } from './Engine.ts'

/** Who is signed in on this device. */
export const makeIdentity = (engine: Engine): Identity => {
  const { account, book, network, parts, pool, states } = engine
  const accounts = Effect.map(engine.server, (server) => Context.get(server, Accounts))
  const enter = Effect.fnUntraced(function* (
    ask: (accounts: AccountsShape) => Effect.Effect<Account, SyncError>,
  ): Effect.fn.Return<Account, SyncError | DeviceCannotSave> {
    const entered = yield* ask(yield* accounts)
    yield* saveAccount(parts.store, entered)
    yield* adoptDocuments(book, entered.id)
    account.set(entered)
    network.lapsed.set(false)
    yield* engine.connect
    return entered
  })
  const leave = Effect.gen(function* () {
    for (const { replica } of pool.open) replica.seal()
    yield* engine.disconnect
    yield* (yield* accounts).signOut
    yield* saveAccount(parts.store, null)
    account.set(null)
    network.lapsed.set(false)
  })
  return {
    account,
    lapsed: network.lapsed,
    signUp: (email, password) => engine.run(enter((to) => to.signUp(email, password))),
    signIn: (email, password) => engine.run(enter((to) => to.signIn(email, password))),
    signOut: () => engine.run(leave),
    unsynced: () => {
      const own = account.get()?.id ?? null
      const mine = [...states.unsent].filter(([document]) => book.get(document)?.owner === own)
      return Promise.resolve(mine.reduce((sum, [, pieces]) => sum + pieces, 0))
    },
  }
}
