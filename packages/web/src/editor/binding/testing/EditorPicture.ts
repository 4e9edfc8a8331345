import { createDocument, origins, receive } from '@coldopen/core/document'
import {
  createScript,
  readScript,
  type BlockDraft,
  type FlatBlock,
} from '@coldopen/core/screenplay'
import { seededIds } from '@coldopen/core/testing'
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import * as Y from 'yjs'
import { flatOfNode, isHeadingNode } from '../BlockNode.ts'
import { type ScreenplayBinding, screenplayBinding } from '../ScreenplayBinding.ts'
import { HeadlessView } from './HeadlessView.ts'

/** One writer at work: a replica, its binding and an editor without a DOM. */
export interface Writer {
  readonly doc: Y.Doc
  readonly binding: ScreenplayBinding
  readonly view: Pick<EditorView, 'state' | 'dispatch' | 'destroy'>
}

/** Opens an editor on a document. Undo steps never merge unless asked to, so that a test can count them. */
export const openWriter = (doc: Y.Doc, seed: number, undoStepMillis = 0): Writer => {
  const binding = screenplayBinding({
    doc,
    ids: seededIds(seed),
    editable: () => true,
    undoStepMillis,
  })
  return { doc, binding, view: new HeadlessView(binding) }
}

/** A writer on a copy of a document, with a client id of its own. */
export const joinWriter = (from: Y.Doc, client: number): Writer => {
  const doc = new Y.Doc()
  doc.clientID = client
  receive(doc, Y.encodeStateAsUpdate(from), origins.load)
  return openWriter(doc, client)
}

export const newScript = (drafts: readonly BlockDraft[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = 1
  createDocument(doc, 'screenplay')
  createScript(doc, drafts, seededIds(1))
  return doc
}

const blocksOf = (doc: Node): Node[] =>
  doc.content.content.flatMap((scene) => scene.content.content)

/** One line per block; marks and attributes in the order of their names. */
const line = ({ id, kind, runs, attrs }: FlatBlock): string => {
  const sorted = (record: object): unknown =>
    Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return JSON.stringify([
    id,
    kind,
    runs.map(({ text, marks }) => [text, sorted(marks)]),
    sorted(attrs),
  ])
}

/** What the editor shows, block by block, with ids, kinds, attributes and marks. */
export const shown = (doc: Node): string[] => blocksOf(doc).map((node) => line(flatOfNode(node)))

/** What the registers say, in the same form, computed from scratch. */
export const written = (doc: Y.Doc): string[] => readScript(doc).map(line)

/** The scene wrappers that do not begin where scenes begin. Empty when all is well. */
export const wrongWrappers = (doc: Node): string[] => {
  const wrong: string[] = []
  doc.forEach((scene, _, i) => {
    scene.forEach((block, __, j) => {
      if (j === 0 && i > 0 && !isHeadingNode(block))
        wrong.push(`scene ${i} begins without a heading`)
      if (j > 0 && isHeadingNode(block)) wrong.push(`scene ${i} holds a heading at ${j}`)
    })
  })
  return wrong
}
