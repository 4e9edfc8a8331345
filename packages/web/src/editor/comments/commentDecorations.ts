import type { Node } from 'prosemirror-model'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { PlacedThread } from './placeThreads.ts'

/** A quiet mark on what open threads are about, a stronger one on the current thread and on what is being commented on. */
export const commentDecorations = (
  doc: Node,
  placed: readonly PlacedThread[],
  current: string | null,
  draft: { readonly from: number; readonly to: number } | null,
): DecorationSet => {
  const marks = placed.flatMap(({ id, resolved, from, to }) => {
    if (id === current) return [Decoration.inline(from, to, { class: 'co-comment-here' })]
    return resolved ? [] : [Decoration.inline(from, to, { class: 'co-comment' })]
  })
  const here =
    draft === null ? [] : [Decoration.inline(draft.from, draft.to, { class: 'co-comment-here' })]
  return DecorationSet.create(doc, [...marks, ...here])
}
