import { randomBytes } from 'node:crypto'
import { startProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Author, call, createDocument, createProject } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { Backlot } from './Backlot.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await startBackend({ projector: false })
})
afterAll(() => backend.close())

interface Answer {
  readonly snapshot: {
    readonly seq: number
    readonly parts: number
    readonly body: string
  } | null
}

it('LOG-8 PJR-17 a snapshot made while people write is the log up to its position', async () => {
  const lot = await Backlot.build(backend)
  const scene = await lot.create('timeline')
  const authors = [await lot.author(scene), await lot.author(scene)]
  const { documents } = await call<{ documents: { doc: string; epoch: number }[] }>(
    lot.owner.client,
    'list_documents',
    { p_project: lot.project },
  )
  const epoch = documents.find(({ doc }) => doc === scene)?.epoch
  const { url, secretKey } = backend
  const projectors = await Promise.all(
    [0, 1].map(() => startProjector({ url, secretKey, log: silentLog, config: { pollMs: 20 } })),
  )
  const read = () =>
    call<Answer>(lot.owner.client, 'read_snapshot', { p_doc: scene, p_epoch: epoch })
  const seen = new Map<number, string>()
  const writing = authors.map(async (author, who) => {
    for (let round = 0; round < 20; round += 1) {
      const bodies: Uint8Array[] = []
      const listen = (update: Uint8Array) => bodies.push(update)
      author.doc.on('update', listen)
      for (let n = 0; n < 50; n += 1) {
        author.doc.getText('t').insert(0, `${who}`)
        if (n % 7 === 0) author.doc.getText('t').delete(0, 1)
      }
      author.doc.off('update', listen)
      await author.send(...bodies)
      const { snapshot } = await read()
      if (snapshot !== null) seen.set(snapshot.seq, snapshot.body)
    }
  })
  await Promise.all(writing)
  await Promise.all(projectors.map((projector) => projector.idle()))
  await Promise.all(projectors.map((projector) => projector.close()))
  const { snapshot } = await read()
  if (snapshot === null) throw new Error('no snapshot was made')
  seen.set(snapshot.seq, snapshot.body)
  const events: { body: string }[] = []
  for (let more = true; more;) {
    const page = await call<{ head: number; events: { body: string }[] }>(
      lot.owner.client,
      'read_events',
      { p_doc: scene, p_after: events.length, p_epoch: epoch },
    )
    events.push(...page.events)
    more = events.length < page.head
  }
  expect(events.length - snapshot.seq).toBeLessThan(500)
  for (const [seq, body] of seen) {
    const [replayed, loaded] = [new Y.Doc(), new Y.Doc()]
    for (const event of events.slice(0, seq))
      Y.applyUpdate(replayed, Buffer.from(event.body, 'base64'))
    Y.applyUpdateV2(loaded, Buffer.from(body, 'base64'))
    expect(loaded.getText('t').toString()).toBe(replayed.getText('t').toString())
    expect(Y.encodeStateVector(loaded)).toEqual(Y.encodeStateVector(replayed))
  }
}, 180_000)

it('RPC-8 LOG-8 readers at once get the same parts, a stranger none, and each the newest snapshot', async () => {
  const own = await startBackend()
  const { client } = await own.person()
  const doc = await createDocument(client, await createProject(client), 'timeline')
  const author = await Author.open(client, doc)
  const p_epoch = (
    await call<{ documents: { doc: string; epoch: number }[] }>(client, 'list_documents', {})
  ).documents.find((line) => line.doc === doc)?.epoch
  const write = async () => {
    const bodies: Uint8Array[] = []
    const listen = (update: Uint8Array) => bodies.push(update)
    author.doc.on('update', listen)
    for (let n = 0; n < 500; n += 1)
      author.doc.getText('t').insert(0, randomBytes(1_500).toString('hex'))
    author.doc.off('update', listen)
    for (let at = 0; at < 500; at += 250) await author.send(...bodies.slice(at, at + 250))
    await own.projected()
  }
  const read = async (args: object = {}) =>
    (await call<Answer>(client, 'read_snapshot', { p_doc: doc, p_epoch, ...args })).snapshot
  const whole = async () => {
    const first = await read()
    const parts = [first?.body ?? '']
    for (let p_part = 1; p_part < (first?.parts ?? 0); p_part += 1)
      parts.push((await read({ p_seq: first?.seq, p_part }))?.body ?? '')
    return parts
  }
  const loaded = (parts: readonly string[]) => {
    const copy = new Y.Doc()
    Y.applyUpdateV2(copy, Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))))
    return copy.getText('t').toString()
  }
  await write()
  const all = await Promise.all(Array.from({ length: 8 }, whole))
  expect(all[0]?.length).toBeGreaterThan(1)
  expect(new Set(all.map((parts) => parts.join())).size).toBe(1)
  expect(loaded(all[0] ?? [])).toBe(author.doc.getText('t').toString())
  const stranger = (await own.person()).client
  await expect(call(stranger, 'read_snapshot', { p_doc: doc, p_epoch })).rejects.toThrow(
    'forbidden',
  )
  await write()
  expect(loaded(await whole())).toBe(author.doc.getText('t').toString())
  await own.close()
}, 180_000)
