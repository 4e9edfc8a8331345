import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { Author, createDocument, createProject } from '../support/Author.ts'
import { startBackend } from '../support/backend.ts'
import { median, quantile, type Bench } from './Bench.ts'
import { textOf } from './support/Traces.ts'

const clients = 150
const pieces = 32
const pieceBytes = 131_072
const rounds = 2

export const bench: Bench = {
  name: 'join',
  about: `${clients} readers open a document of 4 MB at once, below the engine, embedded backend (P14)`,
  run: async () => {
    const backend = await startBackend({ projector: false })
    const { client } = await backend.person()
    const script = await createDocument(client, await createProject(client), 'screenplay')
    const author = await Author.open(client, script)
    for (let piece = 0; piece < pieces; piece += 1)
      await author.edit((doc) => textOf(doc).insert(0, randomBytes(pieceBytes / 2).toString('hex')))
    const { length } = textOf(author.doc)
    const join = async () => {
      const started = performance.now()
      const reader = await Author.open(client, script)
      const time = performance.now() - started
      if (textOf(reader.doc).length !== length) throw new Error('a reader lacks something')
      reader.doc.destroy()
      return time
    }
    await join()
    const alone: number[] = []
    const storm: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (let one = 0; one < 5; one += 1) alone.push(await join())
      storm.push(...(await Promise.all(Array.from({ length: clients }, join))))
    }
    await backend.close()
    const bytes = Y.encodeStateAsUpdate(author.doc).byteLength
    return {
      measures: [
        { name: 'one reader alone', unit: 'ms', samples: alone },
        { name: `each of ${clients} at once`, unit: 'ms', samples: storm },
        { name: 'the document', unit: 'B', samples: [bytes] },
      ],
      ratios: [
        {
          goal: 'P14',
          name: `p95 of ${clients} at once : one alone`,
          value: quantile(storm, 0.95) / median(alone),
          most: 8,
        },
      ],
    }
  },
}
