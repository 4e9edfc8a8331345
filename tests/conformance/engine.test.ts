import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import { memoryStore, openClient } from '@coldopen/sync/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend
const clients: ColdopenClient[] = []

beforeAll(async () => {
  backend = await startBackend()
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await backend.close()
})

const person = async (name: string): Promise<ColdopenClient> => {
  const server = { url: backend.url, key: backend.publishableKey }
  const client = await openClient({ server, store: memoryStore() })
  clients.push(client)
  await client.identity.signUp(`${name}-${crypto.randomUUID()}@example.com`, 'a long secret')
  return client
}

const text = (session: DocumentSession) => session.doc.getText('t')

describe('the engine on a real backend', () => {
  it('RT-1 two writers see each other through the doorbell', async () => {
    const [ann, ben] = [await person('ann'), await person('ben')]
    const project = await ann.library.create({ title: 'Night' })
    const mine = await ann.documents.open(project.screenplay ?? '')
    await mine.persisted()
    const { token } = await ann.members.invite(project.id, 'editor')
    await ben.members.accept(token)
    const theirs = await ben.documents.open(project.screenplay ?? '')
    text(mine).insert(0, 'hello')
    await expect.poll(() => text(theirs).toString()).toBe('hello')
    text(theirs).insert(5, ' world')
    await expect.poll(() => text(mine).toString()).toBe('hello world')
    await theirs.persisted()
    expect(theirs.state.get()).toMatchObject({ status: 'persisted', pending: 0, error: null })
    await expect
      .poll(() => ben.library.projects.get())
      .toMatchObject([{ title: 'Night', role: 'editor' }])
  })
})
