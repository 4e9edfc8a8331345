import { type Anchor, type CommentPlace, placeOfThread, type Thread } from '@coldopen/core/comment'
import type { Script } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { idOf } from '../binding/BlockNode.ts'
import { type FoundBlock, findBlocks } from '../binding/FindBlock.ts'

/** Where a thread's text is in a state of the editor. */
export interface PlacedThread {
  readonly id: string
  readonly resolved: boolean
  readonly from: number
  readonly to: number
}

type Where = Pick<Script, 'doc' | 'index'>

const within = (
  { node, position }: FoundBlock,
  { from, to }: CommentPlace,
): { readonly from: number; readonly to: number } | null => {
  const end = Math.min(to, node.content.size)
  return end > from ? { from: position + 1 + from, to: position + 1 + end } : null
}

/** The threads whose text the editor shows, in one walk over its document. */
export const placeThreads = (
  shown: Node,
  script: Where,
  threads: readonly Thread[],
): readonly PlacedThread[] => {
  const places = threads.flatMap((thread) => {
    const place = placeOfThread(script, thread)
    return place === null ? [] : [{ thread, place }]
  })
  if (places.length === 0) return []
  const ids = new Set<string>(places.map(({ place }) => place.block))
  const found = new Map(findBlocks(shown, ids).map((block) => [idOf(block.node), block]))
  return places.flatMap(({ thread: { id, resolved }, place }) => {
    const block = found.get(place.block)
    const range = block === undefined ? null : within(block, place)
    return range === null ? [] : [{ id, resolved: resolved !== null, ...range }]
  })
}

/** Where the text of a comment that is being written is. */
export const placeDraft = (
  shown: Node,
  script: Where,
  draft: Anchor | null,
): Omit<PlacedThread, 'id' | 'resolved'> | null => {
  if (draft === null) return null
  const thread = { id: '', first: null, replies: [], resolved: null, about: '', anchors: [draft] }
  return placeThreads(shown, script, [thread])[0] ?? null
}

/** The open thread at a position: the one about the shortest stretch. */
export const threadAt = (placed: readonly PlacedThread[], position: number): string | null => {
  const here = placed
    .filter(({ resolved, from, to }) => !resolved && from <= position && position <= to)
    .toSorted((a, b) => a.to - a.from - (b.to - b.from))
  return here[0]?.id ?? null
}
