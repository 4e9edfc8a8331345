import type { Node, ResolvedPos } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { elementKind, type ElementKind } from './ElementKind.ts'

/** The block a position lies in. */
export interface CaretBlock {
  readonly block: Node
  readonly kind: ElementKind
  readonly text: string
  /** Document position just before the block. */
  readonly before: number
  /** Document position of the block's first character. */
  readonly start: number
  /** Offset of the position in the block's text, in UTF-16 units. */
  readonly offset: number
}

/** A position in a block has depth 2: document, scene, block. */
export const blockAt = ($pos: ResolvedPos): CaretBlock | null => {
  if ($pos.depth < 2) return null
  const block = $pos.node(2)
  return {
    block,
    kind: elementKind(block),
    text: block.textContent,
    before: $pos.before(2),
    start: $pos.start(2),
    offset: $pos.pos - $pos.start(2),
  }
}

/** The block of a collapsed caret; null while a range is selected. */
export const caretBlock = (state: EditorState): CaretBlock | null =>
  state.selection.empty ? blockAt(state.selection.$from) : null

/** The scene a position lies in and its place in the script, counted from 0. */
export const sceneAt = ($pos: ResolvedPos): { readonly scene: Node; readonly index: number } => {
  const index = Math.min($pos.index(0), $pos.doc.childCount - 1)
  return { scene: $pos.doc.child(index), index }
}
