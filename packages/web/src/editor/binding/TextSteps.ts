import type { TextDelta } from '@coldopen/core/screenplay'
import { objectCharacter } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { Fragment, Slice } from 'prosemirror-model'
import { screenplaySchema } from '../schema.ts'
import { marksToEditor } from './BlockNode.ts'

/** Makes the text of the block at `position` that of `node`, by replacing the stretch in which they differ. */
export const replaceText = (tr: Transaction, position: number, old: Node, node: Node): void => {
  const start = old.content.findDiffStart(node.content)
  const end = old.content.findDiffEnd(node.content)
  if (start === null || end === null) return
  // Where a stretch repeats, both ends run past each other.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const slice = new Slice(node.content.cut(start, end.b + overlap), 0, 0)
  const inside = position + 1
  tr.step(new ReplaceStep(inside + start, inside + end.a + overlap, slice))
}

/** Applies a change of a block's text in place, so that carets and decorations stay where they were. */
export const applyDelta = (tr: Transaction, position: number, delta: TextDelta): void => {
  let at = position + 1
  const end = (): number => position + 1 + (tr.doc.nodeAt(position)?.content.size ?? 0)
  for (const part of delta) {
    if (part.retain !== undefined) {
      const to = Math.min(at + part.retain, end())
      for (const [name, value] of Object.entries(part.attributes ?? {})) {
        for (const mark of marksToEditor({ [name]: value })) {
          if (value !== null) tr.addMark(at, to, mark)
          else if (name in screenplaySchema.marks) {
            tr.removeMark(at, to, screenplaySchema.marks[name])
          }
        }
      }
      at = to
    } else if (part.delete !== undefined) {
      tr.delete(at, Math.min(at + part.delete, end()))
    } else {
      const text = typeof part.insert === 'string' ? part.insert : objectCharacter
      const node = screenplaySchema.text(text, marksToEditor(part.attributes ?? {}))
      tr.step(new ReplaceStep(at, at, new Slice(Fragment.from(node), 0, 0)))
      at += text.length
    }
  }
}
