import { Effect } from 'effect'
import type { Account } from '../client/Client.ts'
import { Forbidden } from '../protocol/SyncError.ts'
import type { Wire } from '../testing/Wire.ts'
import type { AccountsShape } from './Accounts.ts'
import type { Ids } from './Ids.ts'

/** Everyone who signed up. */
export class MemoryAccounts {
  readonly known = new Map<string, Account & { readonly password: string }>()
  readonly ids: Ids

  constructor(ids: Ids) {
    this.ids = ids
  }
}

/** Who is signed in on one device: what its stored tokens say. */
export interface MemoryToken {
  account: Account | null
}

/** Accounts in memory, as one device uses them. */
export const memoryAccounts = (
  accounts: MemoryAccounts,
  token: MemoryToken,
  wire: Wire,
): AccountsShape => {
  const enter = ({ id, email }: Account): Account => {
    token.account = { id, email }
    wire.expired = false
    return token.account
  }
  return {
    signUp: (email, password) =>
      wire.carry(
        Effect.suspend(() => {
          if (accounts.known.has(email)) {
            return Effect.fail(new Forbidden({ detail: 'User already registered' }))
          }
          const account = { id: accounts.ids.uuid(), email, password }
          accounts.known.set(email, account)
          return Effect.succeed(enter(account))
        }),
      ),
    signIn: (email, password) => {
      wire.expired = false
      return wire.carry(
        Effect.suspend(() => {
          const account = accounts.known.get(email)
          return account?.password === password
            ? Effect.succeed(enter(account))
            : Effect.fail(new Forbidden({ detail: 'Invalid login credentials' }))
        }),
      )
    },
    signOut: Effect.sync(() => {
      token.account = null
    }),
  }
}
