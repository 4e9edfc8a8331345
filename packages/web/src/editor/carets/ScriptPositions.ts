import type { EditorState } from 'prosemirror-state'

/** Positions that stay with their text while others write, as the binding gives and takes them. */
export interface ScriptPositions {
  /** A position of the editor as plain data that can be sent. */
  relative(state: EditorState, position: number): unknown
  /** Where a sent position is now; null when its text is gone or the data is not a position. */
  absolute(state: EditorState, relative: unknown): number | null
}
