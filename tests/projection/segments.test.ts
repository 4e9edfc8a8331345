import { startProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { call } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { Backlot } from './Backlot.ts'
import { Hands } from './Hands.ts'

let backend: TestBackend
const hands = new Hands()
beforeAll(async () => {
  backend = await startBackend({ projector: false })
})
afterAll(async () => {
  hands.killAll()
  await backend.close()
})

interface Logged {
  readonly seq: number
  readonly body: string
}

it('LOG-22 LOG-23 PJR-18 projectors killed while they move a log that grows leave it whole', async () => {
  const lot = await Backlot.build(backend)
  const document = await lot.create('timeline')
  const authors = [await lot.author(document), await lot.author(document)]
  const sent = new Set<string>()
  const writing = authors.map(async (author) => {
    for (let round = 0; round < 12; round += 1) {
      const bodies: Uint8Array[] = []
      const listen = (update: Uint8Array) => bodies.push(update)
      author.doc.on('update', listen)
      for (let n = 0; n < 120; n += 1) author.doc.getText('t').insert(0, `${n}`)
      author.doc.off('update', listen)
      await author.send(...bodies)
      for (const body of bodies) sent.add(Buffer.from(body).toString('base64'))
    }
  })
  for (let round = 0; round < 4; round += 1) {
    const child = await hands.hire(backend)
    // Anywhere in a step: how far the victim is, is up to the machine.
    await new Promise((resolve) => setTimeout(resolve, 300 * round))
    await hands.dismiss(child)
  }
  await Promise.all(writing)
  // Whoever died may have projected everything without a snapshot: the next event makes it due.
  const behind = Y.encodeStateVector(authors[0]!.doc)
  await authors[0]!.edit((doc) => doc.getText('t').insert(0, 'end'))
  sent.add(Buffer.from(Y.encodeStateAsUpdate(authors[0]!.doc, behind)).toString('base64'))
  const { url, secretKey } = backend
  const last = await startProjector({ url, secretKey, log: silentLog })
  await last.idle()
  await last.close()
  const { documents } = await call<{ documents: { doc: string; epoch: number }[] }>(
    lot.owner.client,
    'list_documents',
    { p_project: lot.project },
  )
  const p_epoch = documents.find(({ doc }) => doc === document)?.epoch
  const events: Logged[] = []
  for (let head = 1; events.length < head;) {
    const page = await call<{ head: number; events: Logged[] }>(lot.owner.client, 'read_events', {
      p_doc: document,
      p_after: events.length,
      p_epoch,
    })
    head = page.head
    events.push(...page.events)
  }
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1))
  expect(new Set(events.map(({ body }) => body))).toEqual(sent)
  const replayed = new Y.Doc()
  for (const { body } of events) Y.applyUpdate(replayed, Buffer.from(body, 'base64'))
  expect(replayed.store.pendingStructs).toBeNull()
  const [row] = await lot.rows(
    `select (select count(*)::integer from engine.segments where doc_id = $1::text::uuid) as segments,
       (select count(*)::integer from engine.events where doc_id = $1::text::uuid) as rows`,
    document,
  )
  expect(row?.['segments']).toBeGreaterThan(0)
  expect(row?.['rows']).toBeLessThan(events.length)
})
