import { anchorOf, followText, openComments, placeOfThread } from '@coldopen/core/comment'
import type { Script } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { idOf } from '../binding/BlockNode.ts'
import type { ScriptComments } from './commentsPlugin.ts'

/**
 * After this writer split or joined elements: a thread whose characters are gone, while the editor knows where its words
 * went, is anchored there.
 */
export const followMoved = (
  shown: Node,
  script: Script,
  { threads, placed }: ScriptComments,
): void => {
  const lost = new Set(
    threads.filter((thread) => placeOfThread(script, thread) === null).map(({ id }) => id),
  )
  const comments = openComments(script)
  for (const { id, from, to } of placed) {
    if (!lost.has(id)) continue
    const $from = shown.resolve(from)
    const start = $from.parentOffset
    const end = Math.min(start + to - from, $from.parent.content.size)
    const anchor = $from.parent.isTextblock
      ? anchorOf(script.doc, idOf($from.parent), start, end)
      : null
    if (anchor !== null) followText(comments, id, anchor)
  }
}
