import type { BlockId } from '@coldopen/core/id'
import { readBlock, type Script, type ScriptChange } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { blockNode, idOf } from './BlockNode.ts'
import { bindingKey } from './BindingKey.ts'
import { findBlock, findBlocks } from './FindBlock.ts'
import { replaceScenes } from './StructuralSteps.ts'
import { updateText } from './TextSteps.ts'

/** What of a script may differ from the editor. */
export interface Difference {
  readonly texts: ScriptChange['texts']
  readonly blocks: ReadonlySet<BlockId>
  readonly reordered: boolean
}

/** What the editor shows for an empty script: one block that is not in the document. */
export type Placeholder = () => Node

const nodeFor = (script: Script, id: BlockId): Node | null => {
  const block = readBlock(script.doc, id)
  return block === null ? null : blockNode(block)
}

const changeTexts = (tr: Transaction, script: Script, texts: ScriptChange['texts']): void => {
  for (const { node, position } of findBlocks(tr.doc, new Set(texts.keys())).toReversed()) {
    const now = nodeFor(script, idOf(node))
    if (now !== null && !node.eq(now)) updateText(tr, position, now, texts.get(idOf(node)))
  }
}

/** The index of the scene that holds the block with this index. */
const sceneAt = (scenes: readonly Node[], block: number): number => {
  let rest = block
  const found = scenes.findIndex((scene) => {
    rest -= scene.childCount
    return rest < 0
  })
  return found < 0 ? scenes.length - 1 : found
}

const changeStructure = (
  tr: Transaction,
  script: Script,
  dirty: ReadonlySet<BlockId>,
  placeholder: Placeholder,
): void => {
  const scenes = tr.doc.content.content
  const old = scenes.flatMap((scene) => scene.content.content)
  const empty = script.index.size === 0 ? placeholder() : null
  const ids = empty === null ? script.index.order() : [idOf(empty)]
  const same = (node: Node | undefined, id: BlockId | undefined): boolean =>
    node !== undefined && id !== undefined && node.attrs.id === id && !dirty.has(id)
  const most = Math.min(old.length, ids.length)
  let head = 0
  while (head < most && same(old[head], ids[head])) head++
  let tail = 0
  while (tail < most - head && same(old[old.length - 1 - tail], ids[ids.length - 1 - tail])) tail++
  if (head === old.length && head === ids.length) return
  const known = new Map(old.slice(head, old.length - tail).map((node) => [idOf(node), node]))
  const middle = ids.slice(head, ids.length - tail).flatMap((id) => {
    const shown = known.get(id)
    if (shown !== undefined && !dirty.has(id)) return [shown]
    const now = empty ?? nodeFor(script, id)
    if (now === null) return []
    return [shown?.eq(now) === true ? shown : now]
  })
  const first = sceneAt(scenes, Math.max(0, head - 1))
  const last = sceneAt(scenes, Math.min(old.length - 1, old.length - tail)) + 1
  const before = scenes.slice(0, first).reduce((count, scene) => count + scene.childCount, 0)
  const through = scenes.slice(0, last).reduce((count, scene) => count + scene.childCount, 0)
  replaceScenes(tr, first, last, [
    ...old.slice(before, head),
    ...middle,
    ...old.slice(old.length - tail, through),
  ])
}

/** A selection end whose block was taken out and put in elsewhere follows its block. */
const followBlocks = (tr: Transaction, state: EditorState): void => {
  const follow = (position: number): number | null => {
    const { pos, deleted } = tr.mapping.mapResult(position)
    if (!deleted) return pos
    const $old = state.doc.resolve(position)
    if ($old.depth < 2) return null
    const found = findBlock(tr.doc, idOf($old.node(2)))
    return found === null
      ? null
      : found.position + 1 + Math.min($old.parentOffset, found.node.content.size)
  }
  const { anchor, head } = state.selection
  const [from, to] = [follow(anchor), follow(head)]
  if (from === null || to === null) return
  if (tr.selection.anchor === from && tr.selection.head === to) return
  tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
}

/** The transaction that brings the editor to what the registers say; null when it shows that already. */
export const remoteTransaction = (
  state: EditorState,
  script: Script,
  difference: Difference,
  placeholder: Placeholder,
): Transaction | null => {
  const { texts, blocks, reordered } = difference
  const tr = state.tr
  if (blocks.size === 0 && !reordered) changeTexts(tr, script, texts)
  else {
    changeStructure(tr, script, new Set([...blocks, ...texts.keys()]), placeholder)
    if (tr.docChanged) followBlocks(tr, state)
  }
  if (!tr.docChanged) return null
  return tr.setMeta(bindingKey, 'remote').setMeta('addToHistory', false)
}
