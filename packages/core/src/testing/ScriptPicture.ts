import * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { receive } from '../document/Receive.ts'
import { origins } from '../document/Origin.ts'
import type { BlockId } from '../id/Id.ts'
import { type Block, type BlockDraft, readScript } from '../screenplay/Block.ts'
import { createScript } from '../screenplay/CreateScript.ts'
import type { Run } from '../screenplay/Run.ts'
import { openScript, type Script } from '../screenplay/Script.ts'
import { countedIds } from './SeededIds.ts'

/** One letter per kind, for pictures of scripts. Any other kind is written out. */
const letters: Readonly<Record<string, string>> = {
  h: 'scene_heading',
  a: 'action',
  c: 'character',
  p: 'parenthetical',
  d: 'dialogue',
  t: 'transition',
  s: 'shot',
}

const letterOf = (kind: string): string =>
  Object.keys(letters).find((letter) => letters[letter] === kind) ?? kind

const marked = /(\*[^*]+\*)/

/** `plain *bold* plain` as runs. */
const runsOfPicture = (text: string): Run[] =>
  text
    .split(marked)
    .filter((part) => part !== '')
    .map((part) =>
      marked.test(part)
        ? { text: part.slice(1, -1), marks: { bold: true } }
        : { text: part, marks: {} },
    )

const pictureRun = (run: Run): string => {
  const names = Object.keys(run.marks)
  if (names.length === 0) return run.text
  return names.join() === 'bold' ? `*${run.text}*` : `<${names.toSorted().join()}:${run.text}>`
}

/** `h1 INT. HOUSE` is the block `h1`, a scene heading; `x9:lyrics La la` names any other kind. */
const draftOf = (line: string): BlockDraft => {
  const [, id = '', kind, text = ''] = /^(\w+)(?::(\w+))? ?(.*)$/.exec(line) ?? []
  return {
    id: id as BlockId,
    kind: kind ?? letters[id.charAt(0)] ?? 'action',
    text: runsOfPicture(text),
  }
}

/**
 * A screenplay document from a picture: one line per block, `h1 INT. HOUSE / a1 Rain. / c1 ANNA / d1 It is *late*.`
 * The first word is the block's id, its first letter the kind (h a c p d t s).
 */
export const scriptDoc = (picture: string, client = 1): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = client
  createDocument(doc, 'screenplay')
  const lines = picture.split(/\s*\/\s*|\s*\n\s*/).filter((line) => line !== '')
  createScript(doc, lines.map(draftOf), countedIds('S'))
  return doc
}

const pictureBlock = (block: Block): string => {
  const letter = block.id.charAt(0)
  const name = letters[letter] === block.kind ? block.id : `${block.id}:${letterOf(block.kind)}`
  return `${name} ${block.runs.map(pictureRun).join('')}`.trimEnd()
}

/** The picture of a document's visible script. A block whose kind is not its id's letter is shown as `a1:h TEXT`. */
export const pictureOf = (doc: Y.Doc): string => readScript(doc).map(pictureBlock).join(' / ')

/** Another replica of a document, with its own client id and its own ids, which begin with `name`. */
export const replica = (doc: Y.Doc, client: number, name: string): Script => {
  const copy = new Y.Doc()
  copy.clientID = client
  receive(copy, Y.encodeStateAsUpdate(doc), origins.load)
  return openScript({ doc: copy, ids: countedIds(name) })
}

/** Brings every replica to the union of all, as Yjs updates of what each is missing. */
export const sync = (...docs: readonly Y.Doc[]): void => {
  for (const to of docs) {
    for (const from of docs) {
      if (from === to) continue
      receive(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), origins.remote)
    }
  }
}

/** A block id in a test. */
export const block = (id: string): BlockId => id as BlockId
