import { protocolVersion } from '@coldopen/sync/protocol'
import { KeptDocument, poisonOf } from '@coldopen/sync/testing'
import * as Y from 'yjs'
import { median, type Bench, type Measure, type Ratio } from './Bench.ts'
import { paperTrace, plain, same, textOf, type } from './support/Traces.ts'

const sizes = [10_000, 100_000]
const rounds = 6
const batch = 100

type Event = Parameters<KeptDocument['apply']>[0][number]

/** One event a key, as the projector reads them. */
const eventsOf = (edits: ReturnType<typeof paperTrace>['edits']): Event[] => {
  const doc = new Y.Doc()
  const events: Event[] = []
  const at = '2026-01-01T00:00:00.000000+00:00'
  doc.on('update', (update: Uint8Array) => {
    events.push({
      seq: events.length + 1,
      event_id: '',
      actor_id: '',
      session_id: '',
      session_seq: events.length + 1,
      base_seq: 0,
      client_id: doc.clientID,
      encoding: 'v1',
      body: Buffer.from(update).toString('base64'),
      authored_at: at,
      committed_at: at,
    })
  })
  for (const patches of edits) type(doc, patches)
  return events
}

const work = {
  doc: 'd',
  project: 'p',
  kind: 'timeline',
  owner: 'o',
  epoch: protocolVersion,
  head: 0,
  cursor: 0,
  whole: true,
  quarantined: 0,
  created_at: '2026-01-01T00:00:00Z',
} as const

/** What a projector does before: each event is judged for itself (SRV-2). */
const judge = (events: readonly Event[]): void => {
  if (events.some((event) => poisonOf(event) !== null)) throw new Error('an honest event is poison')
}

/** As a projector makes a snapshot: the events applied as it applies them, the state encoded. */
const ours = (events: readonly Event[]): Uint8Array => {
  const kept = new KeptDocument(work, () => ({ rows: () => ({}), close: () => undefined }))
  for (let at = 0; at < events.length; at += 1_000) {
    const page = events.slice(at, at + 1_000)
    if (kept.apply(page).poison.length > 0) throw new Error('an honest event was left out')
  }
  const state = kept.snapshot()
  kept.destroy()
  return state
}

const bare = (events: readonly Event[]): Uint8Array => {
  const doc = new Y.Doc()
  for (let at = 0; at < events.length; at += batch) {
    doc.transact(() => {
      for (const { body } of events.slice(at, at + batch))
        Y.applyUpdate(doc, Buffer.from(body, 'base64'))
    })
  }
  return Y.encodeStateAsUpdateV2(doc)
}

const make = { ours, bare }

const check = (state: Uint8Array, end: string): void => {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  same('the snapshot', textOf(doc).toString(), end)
}

export const bench: Bench = {
  name: 'squash',
  about: `a snapshot made of ${sizes.join(' and ')} events by the projector's own code (P3); automerge-paper`,
  run: () => {
    const { edits } = paperTrace()
    const measures: Measure[] = []
    const ratios: Ratio[] = []
    const seen: number[] = []
    for (const size of sizes) {
      const chosen = edits.slice(0, size)
      const events = eventsOf(chosen)
      const times = { ours: [] as number[], bare: [] as number[], judged: [] as number[] }
      for (let round = 0; round <= rounds; round += 1) {
        // Each goes first in turn: who follows on the other pays for the other's garbage.
        const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)
        for (const who of order) {
          const began = performance.now()
          const state = make[who](events)
          const time = performance.now() - began
          if (round === 0) check(state, plain(chosen))
          else times[who].push(time)
        }
      }
      for (let round = 0; round < rounds; round += 1) {
        const began = performance.now()
        judge(events)
        times.judged.push(performance.now() - began)
      }
      seen.push(median(times.ours))
      measures.push(
        { name: `projector: ${size} events applied, encoded`, unit: 'ms', samples: times.ours },
        { name: `bare: ${size} applied in hundreds, encoded`, unit: 'ms', samples: times.bare },
        { name: `before that: ${size} judged`, unit: 'ms', samples: times.judged },
      )
      const last = size === sizes.at(-1)
      ratios.push({
        goal: 'P3',
        name: `projector : bare, ${size} events`,
        value: median(times.ours) / median(times.bare),
        ...(last && { most: 1.3 }),
      })
    }
    ratios.push({
      goal: 'P3',
      name: '100,000 events : 10,000',
      value: (seen[1] ?? Number.NaN) / (seen[0] ?? Number.NaN),
      most: 20,
    })
    return Promise.resolve({ measures, ratios })
  },
}
