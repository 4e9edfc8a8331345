import type { Identity } from '@coldopen/sync/client'

/**
 * Signs out, unless there is work the server does not have and the writer has not confirmed: then nothing happens and
 * the number of such changes is told.
 */
export const leaveAccount = async (
  identity: Pick<Identity, 'unsynced' | 'signOut'>,
  confirmed: boolean,
): Promise<number> => {
  const waiting = confirmed ? 0 : await identity.unsynced()
  if (waiting === 0) await identity.signOut()
  return waiting
}
