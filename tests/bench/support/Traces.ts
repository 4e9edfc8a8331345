import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type * as Y from 'yjs'
import { root } from '../../runner/Step.ts'

/** Position, how many characters go, what comes instead. */
export type Patch = readonly [position: number, deleted: number, inserted: string]

/** What one person did, keystroke by keystroke, from an empty text. */
export interface Trace {
  readonly edits: readonly (readonly Patch[])[]
  readonly end: string
}

/** What several did at once: each transaction was made by one who had seen its parents and everything before them. */
export interface SharedTrace {
  readonly agents: number
  readonly edits: readonly {
    readonly agent: number
    readonly parents: readonly number[]
    readonly patches: readonly Patch[]
  }[]
  readonly end: string
}

/** Reads a recording of josephg/editing-traces (CC BY 4.0), whose README describes the format. */
const read = (name: string): unknown => {
  const path = join(root, '..', 'shared', 'data', 'traces', `${name}.json.gz`)
  if (!existsSync(path))
    throw new Error(`the trace ${name} belongs in shared/data/traces beside the project folder`)
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'))
}

/** 259,778 edits of a LaTeX paper; recorded by Martin Kleppmann and co-authors (automerge-perf, CC BY 4.0). */
export const paperTrace = (): Trace => {
  const { endContent, txns } = read('automerge-paper') as {
    endContent: string
    txns: { patches: Patch[] }[]
  }
  return { end: endContent, edits: txns.map(({ patches }) => patches) }
}

/** An edit and the second it was made in, since 1970. */
export interface Timed {
  readonly second: number
  readonly patches: readonly Patch[]
}

/** 137,154 edits of a blog post with their times; recorded by Seph Gentle. */
export const blogTrace = (): { readonly edits: readonly Timed[] } => {
  const { txns } = read('seph-blog1') as { txns: { time: string; patches: Patch[] }[] }
  return {
    edits: txns.map(({ time, patches }) => ({ second: Date.parse(time) / 1_000, patches })),
  }
}

/** 26,078 transactions of two people typing into one text at the same time. */
export const friendsTrace = (): SharedTrace => {
  const { endContent, numAgents, txns } = read('friendsforever') as {
    endContent: string
    numAgents: number
    txns: { agent: number; parents: number[]; patches: Patch[] }[]
  }
  return { end: endContent, agents: numAgents, edits: txns }
}

/** The text the benches write into. */
export const textOf = (doc: Y.Doc): Y.Text => doc.getText('t')

/** Makes one edit as an editor does: one transaction. */
export const type = (doc: Y.Doc, patches: readonly Patch[]): void => {
  const text = textOf(doc)
  doc.transact(() => {
    for (const [at, deleted, inserted] of patches) {
      if (deleted > 0) text.delete(at, deleted)
      if (inserted !== '') text.insert(at, inserted)
    }
  })
}

/** The text after some edits, without a CRDT. */
export const plain = (edits: readonly (readonly Patch[])[]): string => {
  let text = ''
  for (const patches of edits)
    for (const [at, deleted, inserted] of patches)
      text = text.slice(0, at) + inserted + text.slice(at + deleted)
  return text
}

/** A result is checked before a time is told. */
export const same = (what: string, actual: string, expected: string): void => {
  if (actual !== expected)
    throw new Error(
      `${what}: the text is not the recorded one (${actual.length} of ${expected.length} characters)`,
    )
}
