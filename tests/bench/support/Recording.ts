import * as Y from 'yjs'
import { type SharedTrace, type } from './Traces.ts'

/** One transaction of a recording as the Yjs update its author sent. */
export interface Recorded {
  readonly agent: number
  readonly clientId: number
  readonly body: Uint8Array
}

/**
 * Types a shared trace the way it happened: each author in a document of their own, who has before each transaction
 * exactly what they had then. The updates are in an order in which each has all it builds on before it.
 */
export const record = ({ agents, edits }: SharedTrace): Recorded[] => {
  const docs = Array.from({ length: agents }, (_, agent) => {
    const doc = new Y.Doc()
    doc.clientID = agent + 1
    return doc
  })
  const known = docs.map(() => new Set<number>())
  const done: Recorded[] = []
  let emitted: Uint8Array = new Uint8Array()
  for (const doc of docs)
    doc.on('update', (update: Uint8Array, _origin, _doc, { local }: Y.Transaction) => {
      if (local) emitted = update
    })
  const learn = (agent: number, index: number): void => {
    const missing = [index]
    const path: number[] = []
    for (let next = missing.pop(); next !== undefined; next = missing.pop()) {
      if (known[agent]?.has(next) === true) continue
      known[agent]?.add(next)
      path.push(next)
      missing.push(...(edits[next]?.parents ?? []))
    }
    const doc = docs[agent]
    const bodies = path.sort((a, b) => a - b).flatMap((one) => done[one]?.body ?? [])
    if (doc !== undefined && bodies.length > 0)
      Y.transact(doc, () => bodies.forEach((body) => Y.applyUpdate(doc, body)), null, false)
  }
  for (const [index, { agent, parents, patches }] of edits.entries()) {
    const doc = docs[agent]
    if (doc === undefined) throw new Error(`the trace has no agent ${agent}`)
    for (const parent of parents) learn(agent, parent)
    type(doc, patches)
    known[agent]?.add(index)
    done.push({ agent, clientId: doc.clientID, body: emitted })
  }
  return done
}
