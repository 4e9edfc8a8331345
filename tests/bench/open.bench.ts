import { cp, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileStore, openClient } from '@coldopen/sync/client'
import * as Y from 'yjs'
import { startBackend, temporaryFolder } from '../support/backend.ts'
import { median, type Bench } from './Bench.ts'
import { paperTrace, same, textOf, type, type Patch } from './support/Traces.ts'

const rounds = 5
/** Keys between two breaths: the engine's timers and the disk run there. */
const burst = 500

/** Keys after that, in turns of a hundred typed and a hundred taken back: the log grows, the script does not. */
const restless = 100_000
const turn = 100

/** One of those keys; every turn is somewhere else. */
const takenBack = (key: number, length: number): Patch => {
  const place = (Math.floor(key / (2 * turn)) * 7_919) % length
  const nth = key % (2 * turn)
  return nth < turn ? [place + nth, 0, 'x'] : [place + 2 * turn - 1 - nth, 1, '']
}

interface OnDisk {
  readonly folder: string
  readonly script: string
  readonly state: Uint8Array
}

/**
 * Types the whole paper on a device that is online, so that the disk holds what a writer's holds: nothing unsent. Then
 * goes on in a copy of it, typing what is taken back.
 */
const write = async (path: string): Promise<{ readonly short: OnDisk; readonly long: OnDisk }> => {
  const backend = await startBackend({ projector: false })
  const server = { url: backend.url, key: backend.publishableKey }
  const { edits, end } = paperTrace()
  let script = ''
  const work = async (folder: string, begin: boolean): Promise<OnDisk> => {
    const client = await openClient({ server, store: fileStore(folder) })
    if (begin) {
      await client.identity.signUp('ann@example.com', 'a long secret')
      script = (await client.library.create({ title: 'Paper' })).screenplay ?? ''
    }
    const session = await client.documents.open(script)
    for (let index = 0; index < (begin ? edits.length : restless); index += 1) {
      if (begin) type(session.doc, edits[index] ?? [])
      else type(session.doc, [takenBack(index, end.length)])
      if (index % burst === 0) await new Promise((done) => setTimeout(done, 2))
    }
    await session.persisted()
    await session.saved()
    same('typed', textOf(session.doc).toString(), end)
    const state = Y.encodeStateAsUpdate(session.doc)
    await session.close()
    await client.close()
    return { folder, script, state }
  }
  const short = await work(join(path, 'short'), true)
  await cp(short.folder, join(path, 'long'), { recursive: true })
  const long = await work(join(path, 'long'), false)
  await backend.close()
  return { short, long }
}

/** Reads the state from a file of its own, as bare Yjs would keep it. */
const bareOpen = async ({ folder }: OnDisk): Promise<number> => {
  const before = performance.now()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await readFile(`${folder}.state`))
  const time = performance.now() - before
  same('read by bare Yjs', textOf(doc).toString(), paperTrace().end)
  return time
}

const open = async ({ folder, script }: OnDisk) => {
  const started = performance.now()
  const client = await openClient({ server: null, store: fileStore(folder) })
  const running = performance.now()
  const session = await client.documents.open(script)
  const opened = performance.now()
  same('opened by the engine', textOf(session.doc).toString(), paperTrace().end)
  await session.close()
  await client.close()
  return { start: running - started, open: opened - running, ours: opened - started }
}

export const bench: Bench = {
  name: 'open',
  about: `cold open from disk of a document of 259,778 edits, and after ${restless} more keys that leave no text, Node’s file store (P15); automerge-paper`,
  run: async () => {
    const folder = temporaryFolder()
    const { short, long } = await write(folder.path)
    for (const { folder: at, state } of [short, long]) await writeFile(`${at}.state`, state)
    const onDisk = async (at: OnDisk) => (await stat(join(at.folder, 'commits'))).size
    const sizes = [await onDisk(short), await onDisk(long)] as const
    const times = {
      floor: [] as number[],
      start: [] as number[],
      open: [] as number[],
      ours: [] as number[],
      longer: [] as number[],
    }
    for (let round = 0; round <= rounds; round += 1) {
      const floor = await bareOpen(short)
      const ours = await open(short)
      const longer = await open(long)
      if (round === 0) continue
      times.floor.push(floor)
      times.start.push(ours.start)
      times.open.push(ours.open)
      times.ours.push(ours.ours)
      times.longer.push(longer.ours)
    }
    folder.remove()
    const ratio = (a: keyof typeof times, b: keyof typeof times = 'floor') =>
      median(times[a].map((time, round) => time / (times[b][round] ?? Number.NaN)))
    return {
      measures: [
        { name: 'bare: read a file of the state, Y.applyUpdate', unit: 'ms', samples: times.floor },
        { name: 'engine: start', unit: 'ms', samples: times.start },
        { name: 'engine: open the document', unit: 'ms', samples: times.open },
        { name: 'engine: both', unit: 'ms', samples: times.ours },
        {
          name: 'engine: both, after more keys that leave no text',
          unit: 'ms',
          samples: times.longer,
        },
        { name: 'state', unit: 'B', samples: [short.state.byteLength] },
        { name: 'everything on disk', unit: 'B', samples: [sizes[0]] },
        {
          name: 'state, after more keys that leave no text',
          unit: 'B',
          samples: [long.state.byteLength],
        },
        {
          name: 'everything on disk, after more keys that leave no text',
          unit: 'B',
          samples: [sizes[1]],
        },
      ],
      ratios: [
        {
          goal: 'P15',
          name: 'engine started and document open : bare Yjs',
          value: ratio('ours'),
          most: 1.2,
        },
        { goal: 'P15', name: 'document open, engine running : bare Yjs', value: ratio('open') },
        {
          goal: 'P15',
          name: 'after 100,000 more keys that leave no text : before',
          value: ratio('longer', 'ours'),
          most: 1.5,
        },
      ],
    }
  },
}
