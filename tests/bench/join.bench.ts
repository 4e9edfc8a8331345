import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import * as Y from 'yjs'
import { Author, call, createDocument, createProject } from '../support/Author.ts'
import { startBackend } from '../support/backend.ts'
import { median, quantile, type Bench } from './Bench.ts'
import type { Storm } from './support/joiners.ts'
import { textOf } from './support/Traces.ts'

const clients = 150
/** So many that the log has a snapshot of all of them. */
const pieces = 500
const pieceBytes = 8_192
const rounds = 2

/** The document's snapshot as one static answer of a server that does nothing else. */
const bareServer = async (bytes: number) => {
  const body = Buffer.alloc(Math.ceil(bytes / 3) * 4, 'A')
  // Connections idle between storms stay open: one that is closed while it is used again fails the run.
  const server = createServer({ keepAliveTimeout: 600_000 }, (_request, response) =>
    response.end(body),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const join = async () => {
    const started = performance.now()
    await (await fetch(`http://127.0.0.1:${port}`)).arrayBuffer()
    return performance.now() - started
  }
  return { join, close: () => void (server.closeAllConnections(), server.close()) }
}

export const bench: Bench = {
  name: 'join',
  about: `${clients} readers receive a document of 4 MB at once by its snapshot, embedded backend, readers in a thread of their own (P14)`,
  run: async () => {
    const backend = await startBackend()
    const { client, token } = await backend.person()
    const document = await createDocument(client, await createProject(client), 'timeline')
    const author = await Author.open(client, document)
    for (let piece = 0; piece < pieces; piece += 1)
      await author.edit((doc) => textOf(doc).insert(0, randomBytes(pieceBytes / 2).toString('hex')))
    await backend.projected()
    const { documents } = await call<{ documents: { doc: string; epoch: number }[] }>(
      client,
      'list_documents',
      {},
    )
    const epoch = documents.find(({ doc }) => doc === document)?.epoch ?? 0
    const workerData: Storm = {
      url: backend.url,
      key: backend.publishableKey,
      token,
      document,
      epoch,
    }
    const worker = new Worker(new URL('./support/joiners.ts', import.meta.url), { workerData })
    const join = async (readers: number): Promise<readonly number[]> => {
      worker.postMessage(readers, [])
      const [answer] = (await once(worker, 'message')) as [{ times: number[]; length: number }]
      if (answer.length !== textOf(author.doc).length) throw new Error('a reader lacks something')
      return answer.times
    }
    await join(2)
    const bytes = Y.encodeStateAsUpdateV2(author.doc).byteLength
    const bare = await bareServer(bytes)
    const times = {
      alone: [] as number[],
      storm: [] as number[],
      bareAlone: [] as number[],
      bareStorm: [] as number[],
    }
    for (let round = 0; round < rounds; round += 1) {
      for (let one = 0; one < 5; one += 1) {
        times.alone.push(...(await join(1)))
        times.bareAlone.push(await bare.join())
      }
      times.storm.push(...(await join(clients)))
      times.bareStorm.push(...(await Promise.all(Array.from({ length: clients }, bare.join))))
    }
    bare.close()
    await worker.terminate()
    await backend.close()
    return {
      measures: [
        { name: 'one reader alone', unit: 'ms', samples: times.alone },
        { name: `each of ${clients} at once`, unit: 'ms', samples: times.storm },
        { name: 'bare: one static answer of the same bytes', unit: 'ms', samples: times.bareAlone },
        { name: `bare: each of ${clients} at once`, unit: 'ms', samples: times.bareStorm },
        { name: 'the document', unit: 'B', samples: [bytes] },
      ],
      ratios: [
        {
          goal: 'P14',
          name: `p95 of ${clients} at once : one alone`,
          value: quantile(times.storm, 0.95) / median(times.alone),
          most: 8,
        },
        {
          goal: 'P14',
          name: `p95 of ${clients} at once : of ${clients} static answers at once`,
          value: quantile(times.storm, 0.95) / quantile(times.bareStorm, 0.95),
        },
        {
          goal: 'P14',
          name: `bare: p95 of ${clients} at once : one alone`,
          value: quantile(times.bareStorm, 0.95) / median(times.bareAlone),
        },
      ],
    }
  },
}
