import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileStore, openClient } from '@coldopen/sync/client'
import * as Y from 'yjs'
import { startBackend, temporaryFolder } from '../support/backend.ts'
import { median, type Bench } from './Bench.ts'
import { paperTrace, same, textOf, type } from './support/Traces.ts'

const rounds = 5
/** Keys between two breaths: the engine's timers and the disk run there. */
const burst = 500

/** Types the whole paper on a device that is online, so that the disk holds what a writer's holds: nothing unsent. */
const write = async (folder: string) => {
  const backend = await startBackend({ projector: false })
  const server = { url: backend.url, key: backend.publishableKey }
  const client = await openClient({ server, store: fileStore(folder) })
  await client.identity.signUp('ann@example.com', 'a long secret')
  const project = await client.library.create({ title: 'Paper' })
  const session = await client.documents.open(project.screenplay ?? '')
  const { edits, end } = paperTrace()
  for (const [index, patches] of edits.entries()) {
    type(session.doc, patches)
    if (index % burst === 0) await new Promise((done) => setTimeout(done, 2))
  }
  await session.persisted()
  await session.saved()
  same('typed', textOf(session.doc).toString(), end)
  const state = Y.encodeStateAsUpdate(session.doc)
  await session.close()
  await client.close()
  await backend.close()
  return { script: session.id, end, state }
}

export const bench: Bench = {
  name: 'open',
  about:
    'cold open from disk of a document of 259,778 edits, Node’s file store (P15); automerge-paper',
  run: async () => {
    const folder = temporaryFolder()
    const { script, end, state } = await write(join(folder.path, 'store'))
    const bare = join(folder.path, 'state')
    await writeFile(bare, state)
    const onDisk = (await stat(join(folder.path, 'store', 'commits'))).size
    const times = {
      floor: [] as number[],
      start: [] as number[],
      open: [] as number[],
      ours: [] as number[],
    }
    for (let round = 0; round <= rounds; round += 1) {
      const before = performance.now()
      const doc = new Y.Doc()
      Y.applyUpdate(doc, await readFile(bare))
      const floor = performance.now() - before
      same('read by bare Yjs', textOf(doc).toString(), end)

      const started = performance.now()
      const client = await openClient({
        server: null,
        store: fileStore(join(folder.path, 'store')),
      })
      const running = performance.now()
      const session = await client.documents.open(script)
      const opened = performance.now()
      same('opened by the engine', textOf(session.doc).toString(), end)
      await session.close()
      await client.close()
      if (round === 0) continue
      times.floor.push(floor)
      times.start.push(running - started)
      times.open.push(opened - running)
      times.ours.push(opened - started)
    }
    folder.remove()
    const ratio = (a: keyof typeof times) =>
      median(times[a].map((time, round) => time / (times.floor[round] ?? Number.NaN)))
    return {
      measures: [
        { name: 'bare: read a file of the state, Y.applyUpdate', unit: 'ms', samples: times.floor },
        { name: 'engine: start', unit: 'ms', samples: times.start },
        { name: 'engine: open the document', unit: 'ms', samples: times.open },
        { name: 'engine: both', unit: 'ms', samples: times.ours },
        { name: 'state', unit: 'B', samples: [state.byteLength] },
        { name: 'everything on disk', unit: 'B', samples: [onDisk] },
      ],
      ratios: [
        {
          goal: 'P15',
          name: 'engine started and document open : bare Yjs',
          value: ratio('ours'),
          most: 1.2,
        },
        { goal: 'P15', name: 'document open, engine running : bare Yjs', value: ratio('open') },
      ],
    }
  },
}
