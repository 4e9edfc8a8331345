import { Author, createDocument, createProject } from '../support/Author.ts'
import { median, type Bench } from './Bench.ts'
import { backendProcess } from './support/BackendProcess.ts'
import { doorbellSubscribers } from './support/Subscribers.ts'
import { rate } from './support/Rate.ts'
import { textOf } from './support/Traces.ts'

const writers = 16
const rounds = 12

export const bench: Bench = {
  name: 'doorbell',
  about: `appends over HTTP by ${writers} clients, each document with a listener, the backend in another process, rung and not rung (P11)`,
  run: async () => {
    const backend = await backendProcess('none')
    const { client, token } = await backend.person()
    const project = await createProject(client)
    const authors: Author[] = []
    const rooms = []
    let heard = 0
    for (let one = 0; one < writers; one += 1) {
      const document = await createDocument(client, project, 'screenplay')
      authors.push(await Author.open(client, document))
      rooms.push(await doorbellSubscribers(backend, token, document, 1, () => (heard += 1)))
    }
    const [ringing] = await backend.query<{ source: string }>(
      `select pg_get_functiondef('engine.ring(text, text, text)'::regprocedure) as source`,
    )
    if (ringing === undefined) throw new Error('the doorbell is a function')
    /** The same function without its body: an append that tells nobody. */
    const silence = `create or replace function engine.ring(p_topic text, p_event text, p_payload text) returns void
      language plpgsql volatile as $$ begin end $$`
    const appends = authors.map((author) => () => author.edit((doc) => textOf(doc).insert(0, 'k')))
    const rates = { rung: [] as number[], silent: [] as number[] }
    await rate(appends)
    for (let round = 0; round < rounds; round += 1)
      for (const kind of round % 2 === 0
        ? (['rung', 'silent'] as const)
        : (['silent', 'rung'] as const)) {
        await backend.query(kind === 'rung' ? ringing.source : silence)
        const before = heard
        rates[kind].push(await rate(appends))
        if (heard > before !== (kind === 'rung'))
          throw new Error(`${kind}: ${heard - before} heard`)
      }
    for (const room of rooms) room.close()
    await backend.close()
    const cost = median(
      rates.rung.map((value, round) => 1 - value / (rates.silent[round] ?? Number.NaN)),
    )
    return {
      measures: [
        { name: 'rung, one listener for each document', unit: 'per s', samples: rates.rung },
        { name: 'not rung', unit: 'per s', samples: rates.silent },
      ],
      ratios: [{ goal: 'P11', name: 'throughput that ringing costs', value: cost, most: 0.1 }],
    }
  },
}
