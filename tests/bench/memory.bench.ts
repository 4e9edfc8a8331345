import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { memoryStore, openClient } from '@coldopen/sync/client'
import { startBackend } from '../support/backend.ts'
import { median, type Bench } from './Bench.ts'
import { textOf } from './support/Traces.ts'

const warmUp = 60
const cycles = 200
const lot = 20

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes that live after garbage is gone: the heap, and buffers outside of it. */
const alive = async (): Promise<number> => {
  for (let pass = 0; pass < 4; pass += 1) {
    await new Promise((done) => setTimeout(done, 25))
    collect()
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

export const bench: Bench = {
  name: 'memory',
  about: `memory after ${cycles} times opening, editing and closing a document, embedded backend (P26)`,
  run: async () => {
    const backend = await startBackend({ projector: false })
    const server = { url: backend.url, key: backend.publishableKey }
    const client = await openClient({ server, store: memoryStore() })
    await client.identity.signUp('ann@example.com', 'a long secret')
    const project = await client.library.create({ title: 'Memory' })
    const script = project.screenplay ?? ''
    let expected = ''
    const cycle = async (index: number) => {
      const session = await client.documents.open(script)
      const text = textOf(session.doc)
      if (text.toString() !== expected) throw new Error(`cycle ${index} lost an edit`)
      if (text.length > 0) text.delete(0, text.length)
      expected = `cycle ${index}`
      text.insert(0, expected)
      await session.persisted()
      await session.close()
    }
    for (let index = 0; index < warmUp; index += 1) await cycle(index)
    const samples = [await alive()]
    for (let index = 0; index < cycles; index += 1) {
      await cycle(warmUp + index)
      if ((index + 1) % lot === 0) samples.push(await alive())
    }
    await client.close()
    await backend.close()
    const early = median(samples.slice(0, 3))
    const late = median(samples.slice(-3))
    return {
      measures: [
        {
          name: 'alive after garbage is gone',
          unit: 'MB',
          samples: samples.map((bytes) => bytes / 1e6),
        },
      ],
      ratios: [
        { goal: 'P26', name: `after ${cycles} cycles : before`, value: late / early, most: 1.05 },
      ],
    }
  },
}
