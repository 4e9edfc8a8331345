import { type BlockId } from '@coldopen/core/id'
import {
  type FlatBlock,
  isHeading,
  knownMarks,
  type Marks,
  type Run,
  tidyRuns,
} from '@coldopen/core/screenplay'
import type { Mark, Node } from 'prosemirror-model'
import { screenplaySchema } from '../schema.ts'

const { nodes, marks } = screenplaySchema

const known = (name: string): (typeof knownMarks)[number] | undefined =>
  knownMarks.find((mark) => mark === name)

/** Marks of the document as marks of the editor; a known name with a value other than true is foreign too. */
const marksToEditor = (of: Marks): Mark[] =>
  Object.entries(of).map(([name, value]) => {
    const mark = value === true ? known(name) : undefined
    return mark === undefined
      ? marks.foreign.create({ name, value: JSON.stringify(value) })
      : marks[mark].create()
  })

const marksFromEditor = (of: readonly Mark[]): Marks => {
  const found: Record<string, unknown> = {}
  for (const mark of of) {
    if (mark.type === marks.foreign) {
      found[String(mark.attrs.name)] = JSON.parse(String(mark.attrs.value))
    } else found[mark.type.name] = true
  }
  return found
}

export const blockNode = (block: FlatBlock): Node =>
  nodes.block.create(
    { id: block.id, kind: block.kind, attrs: block.attrs },
    block.runs.map((run) => screenplaySchema.text(run.text, marksToEditor(run.marks))),
  )

export const idOf = (node: Node): BlockId => node.attrs.id as BlockId

export const isHeadingNode = (node: Node): boolean => isHeading(String(node.attrs.kind))

const runsOfNode = (node: Node): Run[] => {
  const runs: Run[] = []
  node.forEach((child) => {
    runs.push({ text: child.text ?? '', marks: marksFromEditor(child.marks) })
  })
  return tidyRuns(runs)
}

export const flatOfNode = (node: Node): FlatBlock => ({
  id: idOf(node),
  kind: String(node.attrs.kind),
  runs: runsOfNode(node),
  attrs: node.attrs.attrs,
})

/** Blocks in order as scenes: a new one at each heading. */
const groupScenes = (blocks: readonly Node[]): Node[][] => {
  const groups: Node[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (last === undefined || isHeadingNode(block)) groups.push([block])
    else last.push(block)
  }
  return groups
}

const sceneNode = (blocks: readonly Node[]): Node => nodes.scene.create(null, blocks)

export const docNode = (blocks: readonly Node[]): Node =>
  nodes.doc.create(null, groupScenes(blocks).map(sceneNode))
