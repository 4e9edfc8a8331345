import type { BlockId } from '@coldopen/core/id'
import { blockText, holdsWork, type Script } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { idOf } from './BlockNode.ts'
import type { ChangedBlocks } from './ChangedBlocks.ts'

/** True when a changed block may carry this id: it had it before, or it brings back a block that was taken out. */
const mayCarry = (script: Script, id: BlockId, before: ReadonlySet<string>): boolean =>
  before.has(id) ||
  (!script.index.has(id) && blockText(script.doc, id) !== null && !holdsWork(script.doc, id))

/** Of several blocks with one id, the index of the one that keeps it: the unchanged one, else the first with text. */
const keeperOf = (after: readonly Node[], id: string, before: readonly Node[]): number => {
  const candidates = after.flatMap((node, i) => (node.attrs.id === id ? [i] : []))
  const find = (keeps: (node: Node) => boolean): number | undefined =>
    candidates.find((i) => after[i] !== undefined && keeps(after[i]))
  return (
    find((node) => before.includes(node)) ??
    find((node) => node.content.size > 0) ??
    candidates[0] ??
    -1
  )
}

const positionsOf = (doc: Node, changed: ChangedBlocks): number[] => {
  const positions: number[] = []
  doc.forEach((scene, offset, i) => {
    if (i < changed.sameScenesBefore) return
    if (positions.length >= changed.skipped + changed.after.length) return
    scene.forEach((_, inside) => positions.push(offset + 1 + inside))
  })
  return positions.slice(changed.skipped, changed.skipped + changed.after.length)
}

/**
 * Gives a new id to each changed block that has none, or one that is another's: the tail of a split, a pasted copy.
 * Blocks outside of the change keep theirs, so that nobody's words move to another id.
 */
export const nameBlocks = (tr: Transaction, script: Script, changed: ChangedBlocks): void => {
  const before = new Set(changed.before.map((node) => String(node.attrs.id)))
  const keepers = new Map<string, number>()
  const fresh: number[] = []
  changed.after.forEach((node, i) => {
    const id: unknown = node.attrs.id
    if (typeof id !== 'string' || id === '' || !mayCarry(script, idOf(node), before)) {
      fresh.push(i)
      return
    }
    const keeper = keepers.get(id) ?? keeperOf(changed.after, id, changed.before)
    keepers.set(id, keeper)
    if (keeper !== i) fresh.push(i)
  })
  if (fresh.length === 0) return
  const positions = positionsOf(tr.doc, changed)
  for (const i of fresh) {
    const [node, position] = [changed.after[i], positions[i]]
    if (node === undefined || position === undefined) continue
    // The half of a split block is a new block: its scene number, say, stays with the other half.
    const attrs = before.has(node.attrs.id) ? {} : node.attrs.attrs
    tr.setNodeMarkup(position, null, { ...node.attrs, id: script.ids.short(), attrs })
  }
}
