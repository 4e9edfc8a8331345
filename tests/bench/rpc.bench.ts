import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { Author, createDocument, createProject } from '../support/Author.ts'
import { median, type Bench } from './Bench.ts'
import { backendProcess, type BackendProcess } from './support/BackendProcess.ts'
import { addNoOp, callNoOp } from './support/NoOp.ts'
import { rate } from './support/Rate.ts'
import { same, textOf } from './support/Traces.ts'

const clients = 16
const rounds = 5

/** The same function through Lite's own handler: our handler leaves requests with a query to it. */
const viaLite = async (backend: BackendProcess, token: string): Promise<void> => {
  const answer = await fetch(`${backend.url}/rest/v1/rpc/bench_no_op?select=*`, {
    method: 'POST',
    headers: {
      apikey: backend.publishableKey,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ p_events: [{ body: 'A'.repeat(32) }] }),
  })
  const text = await answer.text()
  if (!answer.ok || !text.includes('"ok"')) throw new Error(`Lite: ${answer.status} ${text}`)
}
const authors = async (client: SupabaseClient): Promise<Author[]> => {
  const project = await createProject(client)
  const made: Author[] = []
  for (let one = 0; one < clients; one += 1)
    made.push(await Author.open(client, await createDocument(client, project, 'screenplay')))
  return made
}
export const bench: Bench = {
  name: 'rpc',
  about: `append over HTTP, ${clients} clients in a process of their own, against a call that does nothing and Lite’s own path (P7)`,
  run: async () => {
    const backend = await backendProcess('none')
    await addNoOp(backend)
    const { client, token } = await backend.person()
    const all = await authors(client)
    const event = { event_id: randomUUID(), client_id: 1, body: 'A'.repeat(32) }
    const operations = {
      append: all.map((author) => () => author.edit((doc) => textOf(doc).insert(0, 'k'))),
      'no-op': all.map(() => () => callNoOp(client, [event])),
      'no-op by Lite': all.map(() => () => viaLite(backend, token)),
    }
    const rates = {
      append: [] as number[],
      'no-op': [] as number[],
      'no-op by Lite': [] as number[],
    }
    for (const some of Object.values(operations)) await rate(some)
    for (let round = 0; round < rounds; round += 1)
      for (const [name, some] of Object.entries(operations))
        rates[name as keyof typeof rates].push(await rate(some))
    for (const author of all) {
      const reader = await Author.open(client, author.document)
      same('the log of an author', textOf(reader.doc).toString(), textOf(author.doc).toString())
    }
    await backend.close()
    const ratio = (a: keyof typeof rates, b: keyof typeof rates) =>
      median(rates[a].map((value, round) => value / (rates[b][round] ?? Number.NaN)))
    return {
      measures: Object.entries(rates).map(([name, samples]) => ({ name, unit: 'per s', samples })),
      ratios: [
        { goal: 'P7', name: 'append : no-op', value: ratio('append', 'no-op'), least: 0.8 },
        {
          goal: 'P7',
          name: 'no-op : the same by Lite',
          value: ratio('no-op', 'no-op by Lite'),
          least: 2.5,
        },
      ],
    }
  },
}
