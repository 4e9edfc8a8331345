import { startProjector } from '@coldopen/sync/projector'
import { maxBatchEvents } from '@coldopen/sync/protocol'
import { silentLog } from '@coldopen/sync/server'
import { Author, call, createDocument, createProject } from '../support/Author.ts'
import { startBackend, type TestBackend } from '../support/backend.ts'
import type { Bench } from './Bench.ts'
import { paperTrace, same, textOf, type } from './support/Traces.ts'

const size = 50_000

/** Bytes on disk of the log's tables with their indexes, without the room that removed rows left. */
const onDisk = async ({ database }: TestBackend): Promise<number> => {
  for (const table of ['events', 'segments']) await database.exec(`vacuum full engine.${table}`)
  const [row] = await database.query<{ bytes: number }>(
    `select pg_total_relation_size('engine.events') + pg_total_relation_size('engine.segments') as bytes`,
  )
  return row?.bytes ?? Number.NaN
}

/** The times of events sent one by one as they were typed: sent by the thousand they would be the same, and take no room. */
const apart = async ({ database }: TestBackend): Promise<void> => {
  await database.exec(`
    update engine.events set
      authored_at = authored_at + (seq * 180 + (hashint8(seq) & 127)) * interval '1 millisecond',
      committed_at = committed_at + (seq * 180000 + (hashint8(seq + 7) & 65535)) * interval '1 microsecond'`)
}

export const bench: Bench = {
  name: 'logsize',
  about: `the log of ${size} keys on disk, one event a key, before and after it moved to segments (P17); automerge-paper`,
  run: async () => {
    const backend = await startBackend({ projector: false })
    const { client } = await backend.person()
    const project = await createProject(client)
    const document = await createDocument(client, project, 'timeline')
    const author = await Author.open(client, document)
    const bodies: Uint8Array[] = []
    author.doc.on('update', (update: Uint8Array) => bodies.push(update))
    for (const patches of paperTrace().edits.slice(0, size)) type(author.doc, patches)
    const empty = await onDisk(backend)
    for (let at = 0; at < bodies.length; at += maxBatchEvents)
      await author.send(...bodies.slice(at, at + maxBatchEvents))
    const rows = (await onDisk(backend)) - empty
    await apart(backend)
    const { url, secretKey } = backend
    const projector = await startProjector({ url, secretKey, log: silentLog })
    await projector.idle()
    await projector.close()
    const { documents } = await call<{ documents: { doc: string; epoch: number }[] }>(
      client,
      'list_documents',
      { p_project: project },
    )
    const p_epoch = documents.find(({ doc }) => doc === document)?.epoch
    for (let more = true; more;) {
      const args = { p_doc: document, p_epoch }
      more = (await call<{ moved: number }>(backend.service(), 'compact_log', args)).moved > 0
    }
    const segments = (await onDisk(backend)) - empty
    const reader = await Author.open(client, document)
    same('the log read', textOf(reader.doc).toString(), textOf(author.doc).toString())
    await backend.close()
    const payload = bodies.reduce((sum, { byteLength }) => sum + byteLength, 0)
    return {
      measures: [
        { name: 'payload', unit: 'B', samples: [payload] },
        { name: 'on disk, a row an event', unit: 'B', samples: [rows] },
        { name: 'on disk, behind the snapshot in segments', unit: 'B', samples: [segments] },
      ],
      ratios: [
        {
          goal: 'P17',
          name: 'the log on disk : payload, after segments',
          value: segments / payload,
          most: 2,
        },
        { goal: 'P17', name: 'the log on disk : payload, before', value: rows / payload },
      ],
    }
  },
}
