import { Schema } from 'effect'
import { readFileSync, writeFileSync } from 'node:fs'
import * as Y from 'yjs'
import type { ReadLog } from './ReadLog.ts'
import { rebuild } from './Rebuild.ts'

/** A replay kept for a later comparison: the document at a position of its log. */
const ReplayFile = Schema.Struct({
  document: Schema.String,
  epoch: Schema.Int,
  seq: Schema.Int,
  /** The state as a Yjs update in version 2, base64. */
  state: Schema.String,
})

export const saveReplay = (path: string, { document, events }: ReadLog, doc: Y.Doc): void => {
  const state = Buffer.from(Y.encodeStateAsUpdateV2(doc)).toString('base64')
  const file = { document: document.doc, epoch: document.epoch, seq: events.length, state }
  writeFileSync(path, `${JSON.stringify(file)}\n`)
}

/** Compares the log, rebuilt to the position of an earlier replay, with that replay; null when they are the same. */
export const compareReplay = (path: string, { document, events }: ReadLog): string | null => {
  const file = Schema.decodeUnknownSync(ReplayFile)(JSON.parse(readFileSync(path, 'utf8')))
  if (file.document !== document.doc) return `${path} is a replay of document ${file.document}.`
  if (file.epoch !== document.epoch) return `The log was restored or reset since ${path} was made.`
  if (file.seq > events.length)
    return `The log ends at ${events.length}; ${path} stands at ${file.seq}.`
  const earlier = new Y.Doc()
  Y.applyUpdateV2(earlier, Buffer.from(file.state, 'base64'))
  const now = rebuild(events.slice(0, file.seq))
  return Y.equalSnapshots(Y.snapshot(earlier), Y.snapshot(now)) && sameContent(earlier, now)
    ? null
    : `At position ${file.seq} the log no longer gives the document of ${path}.`
}

/** The same structs, in the one order both were encoded in. */
const sameContent = (a: Y.Doc, b: Y.Doc) =>
  Buffer.compare(Buffer.from(canonical(a)), Buffer.from(canonical(b))) === 0

/** Encoded from a copy that was given the state at once, so that the way there leaves no trace. */
const canonical = (doc: Y.Doc): Uint8Array => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return Y.encodeStateAsUpdate(copy)
}
