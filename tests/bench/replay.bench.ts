import type { DocumentSession } from '@coldopen/sync/client'
import { Device, deviceIds, MemoryServer } from '@coldopen/sync/testing'
import { Effect } from 'effect'
import * as Y from 'yjs'
import { median, type Bench } from './Bench.ts'
import { record, type Recorded } from './support/Recording.ts'
import { friendsTrace, same, textOf } from './support/Traces.ts'

const rounds = 5
const window = 50

/** A signed-in device with a script open, over a server in memory whose log the bench writes. */
const openReader = async (seed: number, start: number) => {
  const server = new MemoryServer(deviceIds(seed))
  const device = new Device(server, seed + 100)
  const client = await Effect.runPromise(device.start)
  const email = `reader${start}@example.com`
  const { id: actor_id } = await client.identity.signUp(email, 'a long secret')
  const project = await client.library.create({ title: 'Friends' })
  const session = await client.documents.open(project.screenplay ?? '')
  await session.persisted()
  const known = server.log.documents.get(session.id)
  if (known === undefined) throw new Error('the script is not in the log')
  const add = (some: readonly Recorded[], from: number) =>
    some.map(({ agent, clientId, body }, index) => {
      const seq = known.events.length + 1
      const event = {
        seq,
        event_id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
        actor_id,
        session_id: `00000000-0000-7000-9000-${String(agent).padStart(12, '0')}`,
        session_seq: from + index + 1,
        base_seq: seq - 1,
        client_id: clientId,
        encoding: 'v1' as const,
        body: Buffer.from(body).toString('base64'),
        authored_at: '2026-11-20T10:00:00.000Z',
        committed_at: '2026-11-20T10:00:00.000Z',
      }
      known.events.push(event)
      return event
    })
  type Logged = ReturnType<typeof add>[number]
  const ring = (event: Logged) => {
    for (const tell of server.log.onAppend) tell(session.id, [event])
  }
  const close = async () => {
    await session.close()
    await Effect.runPromise(device.crash)
  }
  return { session, add, ring, close, head: () => known.events.length }
}

const cursorAt = (session: DocumentSession, head: number): Promise<void> =>
  new Promise((resolve) => {
    let stop = () => {}
    const look = () => {
      if (session.state.get().cursor < head) return
      stop()
      resolve()
    }
    stop = session.state.subscribe(look)
    look()
  })

/** The whole recording is in the log; one reader takes it all in. */
const readAll = async (recording: readonly Recorded[], end: string, round: number) => {
  const reader = await openReader(round + 1, round)
  reader.add(recording, 0)
  const started = performance.now()
  await reader.session.caughtUp()
  await reader.session.saved()
  const time = performance.now() - started
  same('read through the engine', textOf(reader.session.doc).toString(), end)
  await reader.close()
  return time
}

/** Each event rings; those of a window ring in an order of their own. */
const ringAll = async (
  recording: readonly Recorded[],
  end: string,
  round: number,
  order: <A>(some: readonly A[]) => readonly A[],
) => {
  const reader = await openReader(round + 1_000, round)
  let time = 0
  for (let at = 0; at < recording.length; at += window) {
    const events = order(reader.add(recording.slice(at, at + window), at))
    const started = performance.now()
    for (const event of events) reader.ring(event)
    await cursorAt(reader.session, reader.head())
    time += performance.now() - started
  }
  same('rung through the engine', textOf(reader.session.doc).toString(), end)
  await reader.close()
  return time
}

const applyAll = (bodies: readonly Uint8Array[], end: string): number => {
  const doc = new Y.Doc()
  doc.on('update', () => {})
  const started = performance.now()
  for (const body of bodies) Y.applyUpdate(doc, body)
  const time = performance.now() - started
  same('applied to bare Yjs', textOf(doc).toString(), end)
  return time
}

const makeShuffle = () => {
  let state = 42
  const below = (most: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
  return <A>(some: readonly A[]): readonly A[] => {
    const all = [...some]
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = below(at + 1)
      const [a, b] = [all[at], all[other]]
      if (a !== undefined && b !== undefined) [all[at], all[other]] = [b, a]
    }
    return all
  }
}

export const bench: Bench = {
  name: 'replay',
  about:
    'two people’s recorded session through a reader’s engine (P20), also out of order (P21); friendsforever',
  run: async () => {
    const trace = friendsTrace()
    const recording = record(trace)
    const bodies = recording.map(({ body }) => body)
    const shuffle = makeShuffle()
    const shuffled = Array.from({ length: Math.ceil(bodies.length / window) }, (_, index) =>
      shuffle(bodies.slice(index * window, (index + 1) * window)),
    ).flat()
    const times = {
      bare: [] as number[],
      late: [] as number[],
      read: [] as number[],
      rung: [] as number[],
      mixed: [] as number[],
    }
    applyAll(bodies, trace.end)
    await readAll(recording, trace.end, 99)
    for (let round = 0; round < rounds; round += 1) {
      times.bare.push(applyAll(bodies, trace.end))
      times.read.push(await readAll(recording, trace.end, round))
      times.rung.push(await ringAll(recording, trace.end, round, (some) => some))
      times.mixed.push(await ringAll(recording, trace.end, round + 500, shuffle))
      times.late.push(applyAll(shuffled, trace.end))
    }
    const ratio = (a: keyof typeof times, b: keyof typeof times) =>
      median(times[a].map((time, round) => time / (times[b][round] ?? Number.NaN)))
    return {
      measures: [
        { name: 'bare Yjs, event by event', unit: 'ms', samples: times.bare },
        { name: 'bare Yjs, shuffled in windows of 50', unit: 'ms', samples: times.late },
        { name: 'engine, read from the log and stored', unit: 'ms', samples: times.read },
        { name: 'engine, each event rung in order', unit: 'ms', samples: times.rung },
        {
          name: 'engine, each event rung, shuffled in windows of 50',
          unit: 'ms',
          samples: times.mixed,
        },
      ],
      ratios: [
        {
          goal: 'P20',
          name: 'recorded session through the engine : bare Yjs',
          value: ratio('read', 'bare'),
          most: 1.5,
        },
        {
          goal: 'P21',
          name: 'shuffled : in order, engine',
          value: ratio('mixed', 'rung'),
          most: 1.3,
        },
        { goal: 'P21', name: 'shuffled : in order, bare Yjs', value: ratio('late', 'bare') },
      ],
    }
  },
}
