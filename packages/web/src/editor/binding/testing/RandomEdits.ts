import type { Dice } from '@coldopen/core/testing'
import { joinBackward, splitBlock } from 'prosemirror-commands'
import type { Node } from 'prosemirror-model'
import { TextSelection, type Transaction } from 'prosemirror-state'
import { screenplaySchema } from '../../schema.ts'
import type { Writer } from './EditorPicture.ts'

interface Spot {
  readonly node: Node
  readonly position: number
}

const spotsOf = (doc: Node): Spot[] => {
  const spots: Spot[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock) spots.push({ node, position })
    return !node.isTextblock
  })
  return spots
}

const words = ['rain ', 'night ', 'Z', '😀', '👩‍👧 ', 'é', '…door', '\n', 'a😀b'] as const
const kinds = [
  'scene_heading',
  'scene_heading',
  'action',
  'dialogue',
  'character',
  'hologram',
] as const
const marks = [
  screenplaySchema.marks.bold.create(),
  screenplaySchema.marks.italic.create(),
  screenplaySchema.marks.foreign.create({ name: 'comment', value: '{"id":7}' }),
] as const

const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00

/** A random offset in a block, never inside of a surrogate pair: browsers offer no such selection. */
const offsetIn = (dice: Dice, node: Node): number => {
  const at = dice.below(node.content.size + 1)
  return at > 0 && isLow(node.textContent, at) ? at - 1 : at
}

type Edit = (writer: Writer, dice: Dice, spots: readonly Spot[], spot: Spot) => void

const type: Edit = ({ view }, dice, _, { node, position }) =>
  view.dispatch(view.state.tr.insertText(dice.pick(words), position + 1 + offsetIn(dice, node)))

const erase: Edit = ({ view }, dice, _, { node, position }) => {
  const [one, two] = [offsetIn(dice, node), offsetIn(dice, node)]
  const [from, to] = [Math.min(one, two), Math.min(Math.max(one, two), Math.min(one, two) + 6)]
  const end = isLow(node.textContent, to) ? to + 1 : to
  if (end > from) view.dispatch(view.state.tr.delete(position + 1 + from, position + 1 + end))
}

const enter: Edit = ({ view }, dice, _, { node, position }) => {
  const at = position + 1 + (dice.next() < 0.2 ? 0 : offsetIn(dice, node))
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)))
  splitBlock(view.state, view.dispatch)
}

const backspace: Edit = ({ view }, _, __, { position }) => {
  const caret = TextSelection.create(view.state.doc, position + 1)
  view.dispatch(view.state.tr.setSelection(caret))
  joinBackward(view.state, view.dispatch)
}

const retype: Edit = ({ view }, dice, _, { position }) =>
  view.dispatch(view.state.tr.setNodeAttribute(position, 'kind', dice.pick(kinds)))

const number: Edit = ({ view }, dice, _, { position }) => {
  const attrs = dice.next() < 0.3 ? {} : { number: `${dice.below(9)}`, dual: dice.next() < 0.5 }
  view.dispatch(view.state.tr.setNodeAttribute(position, 'attrs', attrs))
}

const mark: Edit = ({ view }, dice, _, { node, position }) => {
  const [one, two] = [offsetIn(dice, node), offsetIn(dice, node)]
  const [from, to] = [position + 1 + Math.min(one, two), position + 1 + Math.max(one, two)]
  const which = dice.pick(marks)
  const { tr } = view.state
  view.dispatch(dice.next() < 0.6 ? tr.addMark(from, to, which) : tr.removeMark(from, to, which))
}

const eraseAcross: Edit = ({ view }, dice, spots, spot) => {
  const other = spots[Math.min(spots.length - 1, spots.indexOf(spot) + 1 + dice.below(3))] ?? spot
  const from = spot.position + 1 + offsetIn(dice, spot.node)
  const to = other.position + 1 + offsetIn(dice, other.node)
  view.dispatch(view.state.tr.delete(Math.min(from, to), Math.max(from, to)))
}

const moveScene: Edit = ({ binding }, dice, spots) => {
  const heads = spots.filter(({ node }) => node.attrs.kind === 'scene_heading')
  const [head, before] = [heads[dice.below(heads.length)], heads[dice.below(heads.length)]]
  if (head === undefined || before === undefined) return
  const target = dice.next() < 0.2 ? null : before.node.attrs.id
  // A placeholder heading is shown, but not in the script.
  if (binding.script.index.has(head.node.attrs.id)) binding.moveScene(head.node.attrs.id, target)
}

const pasteCopies: Edit = ({ view }, dice, spots, { position }) => {
  const from = dice.below(spots.length)
  const nodes = spots.slice(from, from + 1 + dice.below(3)).map(({ node }) => node)
  view.dispatch(view.state.tr.insert(position, nodes))
}

const pasteStrangers: Edit = ({ view }, dice, _, { position }) => {
  const stranger = (id: string | null): Node =>
    screenplaySchema.nodes.block.create(
      { id, kind: dice.pick(kinds) },
      screenplaySchema.text('new'),
    )
  view.dispatch(view.state.tr.insert(position, [stranger('elsewhere01'), stranger(null)]))
}

const cutAndPaste: Edit = ({ view }, dice, spots) => {
  const from = dice.below(spots.length)
  const cut = spots.slice(from, from + 1 + dice.below(3))
  const [first, last] = [cut[0], cut.at(-1)]
  if (first === undefined || last === undefined) return
  const tr: Transaction = view.state.tr.deleteRange(
    first.position,
    last.position + last.node.nodeSize,
  )
  const targets = spotsOf(tr.doc)
  const target = targets[dice.below(targets.length)]
  if (target === undefined) return
  tr.insert(
    target.position,
    cut.map(({ node }) => node),
  )
  view.dispatch(tr)
}

const undo: Edit = ({ binding, view }) => void binding.undo(view.state, view.dispatch)
const redo: Edit = ({ binding, view }) => void binding.redo(view.state, view.dispatch)

/** Weights out of 100. */
const edits: readonly (readonly [number, Edit])[] = [
  [26, type],
  [8, erase],
  [13, enter],
  [8, backspace],
  [8, retype],
  [2, number],
  [4, mark],
  [5, eraseAcross],
  [6, moveScene],
  [3, pasteCopies],
  [1, pasteStrangers],
  [3, cutAndPaste],
  [8, undo],
  [5, redo],
]

/** One random edit by one writer. */
export const randomEdit = (writer: Writer, dice: Dice): void => {
  const spots = spotsOf(writer.view.state.doc)
  const spot = spots[dice.below(spots.length)]
  let weight = dice.below(100)
  for (const [share, edit] of edits) {
    weight -= share
    if (weight < 0) {
      if (spot !== undefined) edit(writer, dice, spots, spot)
      return
    }
  }
}

/** Types a text somewhere in the script. */
export const typeAnywhere = ({ view }: Writer, dice: Dice, text: string): void => {
  const spots = spotsOf(view.state.doc)
  const spot = spots[dice.below(spots.length)]
  if (spot === undefined) return
  view.dispatch(view.state.tr.insertText(text, spot.position + 1 + offsetIn(dice, spot.node)))
}
