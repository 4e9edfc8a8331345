import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memoryStore, openClient } from '@coldopen/sync/client'
import { maxBatchEvents } from '@coldopen/sync/protocol'
import * as Y from 'yjs'
import { Author } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { median, type Bench, type Measure, type Ratio } from './Bench.ts'
import { paperTrace, plain, same, textOf, type, type Patch } from './support/Traces.ts'

const sizes = [1_000, 10_000, 100_000]
/** Each with a new account; the very first warms up. */
const rounds = 3
const password = 'a long secret'

const signedUp = async (backend: TestBackend, name: string) => {
  const server = { url: backend.url, key: backend.publishableKey }
  const client = await openClient({ server, store: memoryStore() })
  const email = `${name}-${crypto.randomUUID()}@example.com`
  await client.identity.signUp(email, password)
  return { client, email }
}

/** A script whose log has one event a key; the invitations let readers in. */
const writeLog = async (backend: TestBackend, edits: readonly (readonly Patch[])[]) => {
  const { client, email } = await signedUp(backend, 'ann')
  const project = await client.library.create({ title: 'Paper' })
  const script = project.screenplay ?? ''
  const session = await client.documents.open(script)
  await session.persisted()
  await session.close()
  const invites: string[] = []
  for (let round = 0; round < rounds; round += 1)
    invites.push((await client.members.invite(project.id, 'editor')).token)
  await client.close()
  const account = backend.anonymous()
  const { error } = await account.auth.signInWithPassword({ email, password })
  if (error !== null) throw error
  const author = await Author.open(account, script)
  const bodies: Uint8Array[] = []
  author.doc.on('update', (update: Uint8Array) => bodies.push(update))
  for (const patches of edits) type(author.doc, patches)
  for (let at = 0; at < bodies.length; at += maxBatchEvents)
    await author.send(...bodies.slice(at, at + maxBatchEvents))
  await backend.projected()
  return { script, invites, bodies, state: Y.encodeStateAsUpdateV2(author.doc), end: plain(edits) }
}

/** What a snapshot would cost at least: one answer over loopback, and its parse. */
const serveState = async (state: Uint8Array) => {
  const server = createServer((_request, response) => response.end(state))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    read: async () => {
      const doc = new Y.Doc()
      const answer = await fetch(`http://127.0.0.1:${port}`)
      Y.applyUpdateV2(doc, new Uint8Array(await answer.arrayBuffer()))
      return doc
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export const bench: Bench = {
  name: 'catchup',
  about: `a new reader catches up with ${sizes.join(', ')} events, embedded backend (P13); automerge-paper`,
  run: async () => {
    const backend = await startBackend()
    const { edits } = paperTrace()
    const measures: Measure[] = []
    const ratios: Ratio[] = []
    for (const size of sizes) {
      const { script, invites, bodies, state, end } = await writeLog(backend, edits.slice(0, size))
      const snapshot = await serveState(state)
      const times = { ours: [] as number[], bare: [] as number[], state: [] as number[] }
      for (const [round, token] of invites.entries()) {
        const { client } = await signedUp(backend, 'ben')
        const started = performance.now()
        await client.members.accept(token)
        const session = await client.documents.open(script)
        await session.caughtUp()
        const ours = performance.now() - started
        same('caught up', textOf(session.doc).toString(), end)
        await session.close()
        await client.close()

        const doc = new Y.Doc()
        const before = performance.now()
        for (const body of bodies) Y.applyUpdate(doc, body)
        const bare = performance.now() - before
        same('applied one by one', textOf(doc).toString(), end)

        const asked = performance.now()
        const whole = await snapshot.read()
        const fetched = performance.now() - asked
        same('the state fetched', textOf(whole).toString(), end)
        if (round === 0 && size === sizes[0]) continue
        times.ours.push(ours)
        times.bare.push(bare)
        times.state.push(fetched)
      }
      await snapshot.close()
      const ratio = (a: keyof typeof times, b: keyof typeof times) =>
        median(times[a].map((time, round) => time / (times[b][round] ?? Number.NaN)))
      measures.push(
        { name: `engine, invited → caught up, ${size} events`, unit: 'ms', samples: times.ours },
        { name: `bare Yjs, applied one by one, ${size} events`, unit: 'ms', samples: times.bare },
        {
          name: `bare: the state fetched and parsed, ${size} events`,
          unit: 'ms',
          samples: times.state,
        },
      )
      const bound = size === 100_000 ? { most: 2 } : {}
      ratios.push(
        {
          goal: 'P13',
          name: `caught up : state fetched and parsed, ${size} events`,
          value: ratio('ours', 'state'),
          ...bound,
        },
        {
          goal: 'P13',
          name: `caught up : bare apply one by one, ${size} events`,
          value: ratio('ours', 'bare'),
        },
      )
    }
    await backend.close()
    return { measures, ratios }
  },
}
