import type { Account } from '@coldopen/sync/client'
import type { Awareness } from 'y-protocols/awareness'
import { nameOfAccount } from '../nameOfAccount.ts'
import { caretColour } from './CaretColour.ts'

/** Tells the others in the document who this is. Without an account there are no others. */
export const introduce = (awareness: Awareness, account: Account | null): void => {
  if (account === null) return
  const { id } = account
  const name = nameOfAccount(account)
  awareness.setLocalStateField('user', { id, name, colour: caretColour(id).pale })
}
