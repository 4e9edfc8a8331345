import { openClient } from '../../client/openClient.ts'
import type { ColdopenClient } from '../../client/Client.ts'
import { memoryStore } from '../../store/StoreChoice.ts'
import { accessOf } from './Access.ts'
import type { AccessValues } from './Access.ts'

/** Runs something as a signed-in engine client that keeps nothing on this machine. */
export const withClient = async <A>(
  values: AccessValues,
  use: (client: ColdopenClient) => Promise<A>,
): Promise<A> => {
  const { url, key, email, password, fetch } = await accessOf(values)
  const client = await openClient({
    server: { url, key },
    store: memoryStore(),
    transport: { fetch },
    doorbell: false,
  })
  try {
    await client.identity.signIn(email, password)
    return await use(client)
  } finally {
    await client.close()
  }
}
