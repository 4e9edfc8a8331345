import { memoryStore, openClient } from '@coldopen/sync/client'
import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import type { TestBackend } from '../../support/backend.ts'
import type { Room } from './Room.ts'

/** A room of engine clients, each an account of its own with a device of its own, over a real backend. */
export interface EngineRoom extends Room {
  readonly document: string
  readonly sessions: readonly DocumentSession[]
  readonly clients: readonly ColdopenClient[]
}

const password = 'a long secret'

export const engineRoom = async (
  backend: Pick<TestBackend, 'url' | 'publishableKey'>,
  name: string,
  readers: number,
): Promise<EngineRoom> => {
  const clients: ColdopenClient[] = []
  for (let one = 0; one <= readers; one += 1) {
    const server = { url: backend.url, key: backend.publishableKey }
    const client = await openClient({ server, store: memoryStore() })
    await client.identity.signUp(`w${one}-${crypto.randomUUID()}@example.com`, password)
    clients.push(client)
  }
  const [first, ...others] = clients
  if (first === undefined) throw new Error('a room has a writer')
  const project = await first.library.create({ title: name })
  const document = project.screenplay ?? ''
  const session = await first.documents.open(document)
  await session.persisted()
  const sessions = [session]
  for (const client of others) {
    const { token } = await first.members.invite(project.id, 'editor')
    await client.members.accept(token)
    sessions.push(await client.documents.open(document))
  }
  await Promise.all(sessions.map((one) => one.caughtUp()))
  return {
    name,
    document,
    clients,
    sessions,
    writer: session.doc,
    readers: sessions.slice(1).map(({ doc }) => doc),
    close: async () => {
      for (const one of sessions) await one.close()
      for (const client of clients) await client.close()
    },
  }
}
