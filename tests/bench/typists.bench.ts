import { memoryStore, openClient } from '@coldopen/sync/client'
import type { ColdopenClient, DocumentSession } from '@coldopen/sync/client'
import { median, type Bench } from './Bench.ts'
import { backendProcess } from './support/BackendProcess.ts'
import { addNoOp, callNoOp } from './support/NoOp.ts'
import { rate } from './support/Rate.ts'
import { blogTrace, same, textOf, type, type Timed } from './support/Traces.ts'

const people = 50
const rounds = 4
const seconds = 8
const clients = 16
const password = 'a long secret'

/** For each typist some seconds of the recording in which something was typed, one after the other. */
const scores = (edits: readonly Timed[]): (readonly Timed[][])[] => {
  const busy = [...Map.groupBy(edits, ({ second }) => second).values()]
  const each = Math.floor(busy.length / people)
  return Array.from({ length: people }, (_, one) =>
    busy.slice(one * each, one * each + rounds * seconds),
  )
}

/** Types what a second of the recording has, spread over a second; positions are those of the recording's own text. */
const play = async (session: DocumentSession, second: readonly Timed[]): Promise<void> => {
  const text = textOf(session.doc)
  for (const { patches } of second) {
    const begun = performance.now()
    type(
      session.doc,
      patches.map(([at, deleted, inserted]) => {
        const from = at % (text.length + 1)
        return [from, Math.min(deleted, text.length - from), inserted] as const
      }),
    )
    const wait = 1_000 / second.length - (performance.now() - begun)
    await new Promise((done) => setTimeout(done, Math.max(0, wait)))
  }
}

export const bench: Bench = {
  name: 'typists',
  about: `calls ${people} people make who type at the recorded pace, and the calls a backend in another process can answer (P12); seph-blog1`,
  run: async () => {
    const backend = await backendProcess('projector')
    await addNoOp(backend)
    const caller = await backend.person()
    const noOps = Array.from({ length: clients }, () => () => callNoOp(caller.client, [{}]))
    let calls = 0
    const counted: typeof fetch = (input, init) => {
      if (String(input instanceof Request ? input.url : input).includes('/rpc/')) calls += 1
      return fetch(input, init)
    }
    const crew: { readonly client: ColdopenClient; readonly session: DocumentSession }[] = []
    for (let one = 0; one < people; one += 1) {
      const server = { url: backend.url, key: backend.publishableKey }
      const client = await openClient({
        server,
        store: memoryStore(),
        transport: { fetch: counted },
      })
      await client.identity.signUp(`t${one}-${crypto.randomUUID()}@example.com`, password)
      const project = await client.library.create({ title: `Blog ${one}` })
      const session = await client.documents.open(project.screenplay ?? '')
      await session.persisted()
      crew.push({ client, session })
    }
    const played = scores(blogTrace().edits)
    const [made, typed, able]: [number[], number[], number[]] = [[], [], []]
    await rate(noOps)
    for (let round = 0; round < rounds; round += 1) {
      able.push(await rate(noOps))
      calls = 0
      let edits = 0
      const started = performance.now()
      await Promise.all(
        crew.map(async ({ session }, one) => {
          for (const second of played[one]?.slice(round * seconds, (round + 1) * seconds) ?? []) {
            edits += second.length
            await play(session, second)
          }
        }),
      )
      const took = (performance.now() - started) / 1_000
      made.push(calls / took)
      typed.push(edits / took)
    }
    for (const { client, session } of crew) {
      await session.persisted()
      const text = textOf(session.doc).toString()
      await session.close()
      const again = await client.documents.open(session.id)
      await again.caughtUp()
      same('a typist’s text', textOf(again.doc).toString(), text)
      await again.close()
      await client.close()
    }
    await backend.close()
    return {
      measures: [
        { name: `edits of ${people} people`, unit: 'per s', samples: typed },
        { name: 'calls they make', unit: 'per s', samples: made },
        { name: `signed-in no-op calls, ${clients} clients`, unit: 'per s', samples: able },
      ],
      ratios: [
        {
          goal: 'P12',
          name: `calls of ${people} typists : no-op calls`,
          value: median(made.map((value, round) => value / (able[round] ?? Number.NaN))),
          most: 0.5,
        },
      ],
    }
  },
}
