import { reauthor } from '@coldopen/core/document'
import { Result } from 'effect'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Line } from '../outbox/Line.ts'
import { put, type Write } from '../store/LocalStore.ts'
import type { StateRows } from '../store/StateRows.ts'
import type { SessionRecord } from '../store/Tables.ts'

interface Work {
  readonly document: string
  readonly doc: Y.Doc
  readonly line: Line
  readonly rows: StateRows
  readonly session: string
  readonly record: SessionRecord
  /** A clientID nothing in the document has. */
  readonly to: number
}

/**
 * The writes that give a session's unsent work another clientID: in the line, in the state on disk and in the session's
 * record. Every event in the line is rewritten, since later ones may build on it. Null when a body cannot be read.
 */
export const reauthorWork = (work: Work): readonly Write[] | null => {
  const { document, doc, line, rows, session, record, to } = work
  const from = record.clientId
  const rename = (update: Uint8Array): Uint8Array | null =>
    Result.getOrElse(reauthor(update, from, to, Infinity), () => null)
  const state = rename(Y.encodeStateAsUpdate(doc))
  if (state === null) return null
  const bodies = new Map<string, string>()
  for (const { key, value } of line.events) {
    const body = rename(fromBase64(value.event.body))
    if (body === null) return null
    bodies.set(key[2], toBase64(body))
  }
  const renamed = line.rewrite((held) => ({
    ...held,
    event: {
      ...held.event,
      body: bodies.get(held.event.event_id) ?? held.event.body,
      client_id: held.session === session ? to : held.event.client_id,
    },
  }))
  return [
    ...rows.rewrite(state),
    ...renamed,
    put('sessions', [document, session], { ...record, clientId: to }),
  ]
}
