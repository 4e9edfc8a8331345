import type { Thread } from '@coldopen/core/comment'
import type { EditorState } from 'prosemirror-state'
import { commentsOf } from './commentsPlugin.ts'
import type { PlacedThread } from './placeThreads.ts'

/** The ids of threads in the order of the script; those whose text was deleted come last, the oldest first. */
export const inScriptOrder = (
  threads: readonly Thread[],
  placed: readonly PlacedThread[],
): readonly string[] => {
  const at = new Map(placed.map(({ id, from }) => [id, from]))
  const said = ({ first, replies }: Thread): string => (first ?? replies[0])?.at ?? ''
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return threads
    .toSorted(
      (a, b) =>
        (at.get(a.id) ?? Infinity) - (at.get(b.id) ?? Infinity) ||
        order(said(a), said(b)) ||
        order(a.id, b.id),
    )
    .map(({ id }) => id)
}

/** As much of a thread's text as is shown over it, in UTF-16 units. */
const longest = 160

/** The words a thread is about as they stand in the script; null when they were deleted. */
export const wordsAt = (state: EditorState, id: string): string | null => {
  const place = commentsOf(state)?.placed.find((one) => one.id === id)
  if (place === undefined) return null
  const words = state.doc.textBetween(place.from, place.to, ' ')
  return words.length > longest ? `${words.slice(0, longest).toWellFormed()}…` : words
}
