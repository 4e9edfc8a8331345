import type { TextChange } from '@coldopen/core/screenplay'
import { type Mark, type Node, Slice } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'

/** Replaces the stretch in which the text of the block at `position` differs from that of `now`. */
const replaceText = (tr: Transaction, position: number, old: Node, now: Node): void => {
  const start = old.content.findDiffStart(now.content)
  const end = old.content.findDiffEnd(now.content)
  if (start === null || end === null) return
  // Where a stretch repeats, both ends run past each other.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const slice = new Slice(now.content.cut(start, end.b + overlap), 0, 0)
  const inside = position + 1
  tr.step(new ReplaceStep(inside + start, inside + end.a + overlap, slice))
}

const marksAt = (node: Node, offset: number): readonly Mark[] =>
  node.content.size > offset ? (node.childAfter(offset).node?.marks ?? []) : []

/** Offsets at which the marks of either block change. */
const edges = (...nodes: readonly Node[]): number[] => {
  const found = new Set<number>()
  for (const node of nodes)
    node.forEach((child, offset) => found.add(offset).add(offset + child.nodeSize))
  return [...found].toSorted((left, right) => left - right)
}

/** Gives the text at `position` the marks it has in `now`, without moving anything. */
const changeMarks = (tr: Transaction, position: number, old: Node, now: Node): void => {
  const offsets = edges(old, now)
  offsets.slice(0, -1).forEach((from, i) => {
    const to = offsets[i + 1] ?? from
    const [before, after] = [marksAt(old, from), marksAt(now, from)]
    const at = position + 1
    for (const mark of before) if (!mark.isInSet(after)) tr.removeMark(at + from, at + to, mark)
    for (const mark of after) if (!mark.isInSet(before)) tr.addMark(at + from, at + to, mark)
  })
}

/** Carries a change of a text to the block at `position`, in place: carets and decorations stay where they were. */
const changeText = (tr: Transaction, position: number, change: TextChange, now: Node): void => {
  let offset = 0
  for (const part of change) {
    const at = position + 1 + offset
    const end = position + 1 + (tr.doc.nodeAt(position)?.content.size ?? 0)
    if ('keep' in part) offset += part.keep
    else if ('delete' in part) tr.delete(at, Math.min(at + part.delete, end))
    else {
      const text = now.content.cut(offset, Math.min(offset + part.insert, now.content.size))
      if (at <= end) tr.step(new ReplaceStep(at, at, new Slice(text, 0, 0)))
      offset += text.size
    }
  }
}

/**
 * Makes the block at `position` hold the text and marks of `now`: by the steps that a writer took, when they are known,
 * else by replacing what differs.
 */
export const updateText = (
  tr: Transaction,
  position: number,
  now: Node,
  change: TextChange | undefined,
): void => {
  if (change !== undefined) changeText(tr, position, change, now)
  const shown = tr.doc.nodeAt(position)
  if (shown === null || shown.content.eq(now.content)) return
  if (shown.textContent === now.textContent) changeMarks(tr, position, shown, now)
  else replaceText(tr, position, shown, now)
}
