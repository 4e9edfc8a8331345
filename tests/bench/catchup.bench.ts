import { memoryStore, openClient } from '@coldopen/sync/client'
import { maxBatchEvents } from '@coldopen/sync/protocol'
import * as Y from 'yjs'
import { Author, call } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import { median, type Bench, type Measure, type Ratio } from './Bench.ts'
import { CountedFetch } from './support/CountedFetch.ts'
import { paperTrace, plain, same, textOf, type, type Patch } from './support/Traces.ts'

const sizes = [10_000, 100_000]
/** Events behind the snapshot: fewer than make the next one due. */
const tail = 400
/** Each on a new device; the very first warms up. */
const rounds = 5
const password = 'a long secret'

/** A script whose log has one event a key, as Ann's device made it. */
const writeLog = async (backend: TestBackend, edits: readonly (readonly Patch[])[]) => {
  const server = { url: backend.url, key: backend.publishableKey }
  const client = await openClient({ server, store: memoryStore() })
  const email = `ann-${crypto.randomUUID()}@example.com`
  await client.identity.signUp(email, password)
  const project = await client.library.create({ title: 'Paper' })
  const script = project.screenplay ?? ''
  const session = await client.documents.open(script)
  await session.persisted()
  await session.close()
  await client.close()
  const account = backend.anonymous()
  const { error } = await account.auth.signInWithPassword({ email, password })
  if (error !== null) throw error
  const author = await Author.open(account, script)
  const bodies: Uint8Array[] = []
  author.doc.on('update', (update: Uint8Array) => bodies.push(update))
  for (const patches of edits) type(author.doc, patches)
  const last = bodies.length - tail
  for (let at = 0; at < last; at += maxBatchEvents)
    await author.send(...bodies.slice(at, Math.min(last, at + maxBatchEvents)))
  await backend.projected()
  await author.send(...bodies.slice(last))
  await backend.projected()
  const bytes = bodies.reduce((sum, body) => sum + body.byteLength, 0)
  return { script, project: project.id, email, account, bytes, end: plain(edits) }
}

type Log = Awaited<ReturnType<typeof writeLog>>

/** A device of Ann's that has the list of documents and none of them opens one. */
const catchUp = async (backend: TestBackend, { script, project, email, end }: Log) => {
  const counted = new CountedFetch()
  const client = await openClient({
    server: { url: backend.url, key: backend.publishableKey },
    store: memoryStore(),
    transport: { fetch: counted.fetch },
  })
  await client.identity.signIn(email, password)
  await (await client.documents.open(project)).close()
  const before = counted.bytes
  const started = performance.now()
  const session = await client.documents.open(script)
  const time = performance.now() - started
  const bytes = counted.bytes - before
  same('caught up', textOf(session.doc).toString(), end)
  await session.close()
  await client.close()
  return { time, bytes }
}

interface Part {
  readonly epoch: number
  readonly snapshot: { readonly body: string } | null
}

/** What the snapshot costs by itself: one call of a bare client, and its parse. */
const bareSnapshot = async ({ account, script }: Log, p_epoch: number) => {
  const started = performance.now()
  const { snapshot } = await call<Part>(account, 'read_snapshot', { p_doc: script, p_epoch })
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, Buffer.from(snapshot?.body ?? '', 'base64'))
  return performance.now() - started
}

/** The whole log, page by page, by a bare client. */
const bareLog = async ({ account, script, end }: Log, p_epoch: number) => {
  const started = performance.now()
  const doc = new Y.Doc()
  for (let p_after = 0, head = 1; p_after < head;) {
    const page = await call<{ head: number; events: readonly { body: string }[] }>(
      account,
      'read_events',
      { p_doc: script, p_after, p_epoch, p_limit: 1_000 },
    )
    doc.transact(() => {
      for (const { body } of page.events) Y.applyUpdate(doc, Buffer.from(body, 'base64'))
    })
    head = page.head
    p_after += page.events.length
  }
  const time = performance.now() - started
  same('the log read', textOf(doc).toString(), end)
  return time
}

const epochOf = async ({ account, script, project }: Log): Promise<number> => {
  const { documents } = await call<{ documents: { doc: string; epoch: number }[] }>(
    account,
    'list_documents',
    { p_project: project },
  )
  return documents.find(({ doc }) => doc === script)?.epoch ?? 0
}

export const bench: Bench = {
  name: 'catchup',
  about: `a device that has nothing of a script opens it: ${sizes.join(' and ')} events, ${tail} behind the snapshot, embedded backend (P13); automerge-paper`,
  run: async () => {
    const backend = await startBackend()
    const { edits } = paperTrace()
    const measures: Measure[] = []
    const ratios: Ratio[] = []
    for (const size of sizes) {
      const log = await writeLog(backend, edits.slice(0, size))
      const epoch = await epochOf(log)
      const times = { ours: [] as number[], snapshot: [] as number[], log: [] as number[] }
      const bytes: number[] = []
      for (let round = 0; round <= rounds; round += 1) {
        const ours = await catchUp(backend, log)
        const snapshot = await bareSnapshot(log, epoch)
        if (round === 0) continue
        if (round <= 2) times.log.push(await bareLog(log, epoch))
        times.ours.push(ours.time)
        times.snapshot.push(snapshot)
        bytes.push(ours.bytes)
      }
      const whole = size === sizes.at(-1)
      measures.push(
        { name: `engine, open → caught up, ${size} events`, unit: 'ms', samples: times.ours },
        { name: `bare: snapshot fetched and parsed, ${size}`, unit: 'ms', samples: times.snapshot },
        { name: `bare: log read and applied, ${size}`, unit: 'ms', samples: times.log },
        { name: `bytes received, ${size} events`, unit: 'B', samples: bytes },
        { name: `payload of ${size} events`, unit: 'B', samples: [log.bytes] },
      )
      ratios.push(
        {
          goal: 'P13',
          name: `caught up : snapshot fetched and parsed, ${size} events`,
          value: median(times.ours) / median(times.snapshot),
          ...(whole && { most: 2 }),
        },
        {
          goal: 'P13',
          name: `log read and applied : caught up, ${size} events`,
          value: median(times.log) / median(times.ours),
          ...(whole && { least: 20 }),
        },
        {
          goal: 'P13',
          name: `bytes received : payload missing, ${size} events`,
          value: median(bytes) / log.bytes,
          ...(whole && { most: 1.2 }),
        },
      )
    }
    await backend.close()
    return { measures, ratios }
  },
}
