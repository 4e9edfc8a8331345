import { createDocument } from '@coldopen/core/document'
import { memoryStore, openClient } from '@coldopen/sync/client'
import { createRoot, createSignal } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { createSession, type OpenedSession } from './createSession.ts'

const shelf = async () => {
  const client = await openClient({ server: null, store: memoryStore() })
  const row = await client.library.create({ title: 'Salt' })
  const other = await client.documents.create({
    project: row.id,
    kind: 'scene',
    init: (doc) => createDocument(doc, 'scene'),
  })
  await other.close()
  return { client, project: row.id, scene: other.id }
}
const opened = ({ session }: OpenedSession) => expect.poll(() => session()?.id ?? null)

describe('an open document on a screen', () => {
  it('WEB-14 stays open while the data around its id changes, and another id opens another', async () => {
    const { client, project, scene } = await shelf()
    const [row, setRow] = createSignal({ id: project, changed: 0 })
    const [held, dispose] = createRoot(
      (end) =>
        [
          createSession(
            () => client,
            () => row().id,
          ),
          end,
        ] as const,
    )
    await opened(held).toBe(project)
    const first = held.session()
    setRow({ id: project, changed: 1 })
    expect(held.session()).toBe(first)
    setRow({ id: scene, changed: 2 })
    expect(held.session()).toBeNull()
    await opened(held).toBe(scene)
    dispose()
    await client.close()
  })

  it('WEB-14 says why a document did not open', async () => {
    const { client } = await shelf()
    const [held, dispose] = createRoot(
      (end) =>
        [
          createSession(
            () => client,
            () => '018f3c1e-0000-7000-8000-000000000000',
          ),
          end,
        ] as const,
    )
    await expect.poll(() => held.error()).toMatchObject({ _tag: expect.any(String) })
    expect(held.session()).toBeNull()
    dispose()
    await client.close()
  })
})
