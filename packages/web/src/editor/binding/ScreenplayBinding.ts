import type { BlockId, Ids } from '@coldopen/core/id'
import { canEdit } from '@coldopen/core/document'
import {
  addScene,
  makeUndo,
  moveScene,
  moveSection,
  openScript,
  readScript,
  replaceTexts,
  restoreBlock,
  type Script,
  setSynopsis,
  setText,
  type TextReplacement,
} from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, type Plugin } from 'prosemirror-state'
import type * as Y from 'yjs'
import { bindingPlugin } from './bindingPlugin.ts'
import { blockNode, docNode } from './BlockNode.ts'
import { invariantsPlugin } from './invariantsPlugin.ts'
import { makeMirror } from './Mirror.ts'
import { caretAt, parseCaret, positionOf } from './ScriptCaret.ts'

/** An editor's side of a script: what it starts from, the plugins that keep both alike, and what only it can do. */
export interface ScreenplayBinding {
  /** The document to create the editor's state from. */
  readonly initialDoc: Node
  /** To be put before the plugins that ask for positions. */
  readonly plugins: readonly Plugin[]
  /** The open script, for its index and its changes. */
  readonly script: Script
  /** Undo and redo of this writer's own changes, with the selection they had. */
  readonly undo: Command
  readonly redo: Command
  /** Moves a scene before another, or to the end. Throws `NoSuchBlock` for a scene that is gone. */
  moveScene(head: string, before: string | null): void
  /** Moves a section with all that stands in it. Throws `NoSuchBlock` for one that is gone. */
  moveSection(section: string, before: string | null): void
  /** Puts an empty scene after another, or at the end; its heading's id. Null where nobody may write. */
  addScene(after: string | null): string | null
  /** Makes the synopsis of a scene read as given; of a scene that is gone, or where nobody may write, nothing. */
  setSynopsis(head: string, text: string): void
  /** Makes a line read as given, likewise. */
  setText(id: string, text: string): void
  /** Replaces stretches of text, each in its place, as an undo step of its own; false where nobody may write. */
  replace(replacements: readonly TextReplacement[]): boolean
  /** Shows a hidden block again. Throws `NoSuchBlock` for an id that never was. */
  restore(id: string): void
  /** A position as plain data that stays with its text; null where nothing of the document is shown. */
  relative(state: EditorState, position: number): unknown
  /** Where such data is now; null when its block is gone, or it is not a position. */
  absolute(state: EditorState, relative: unknown): number | null
  /** Stops following the document. Call it after the view is destroyed. */
  destroy(): void
}

export interface BindingOptions {
  readonly doc: Y.Doc
  readonly ids: Ids
  /** Asked at each change; a document of a newer schema is read-only whatever it says. */
  readonly editable: () => boolean
  /** Changes closer together than this are one undo step, in milliseconds. */
  readonly undoStepMillis?: number
}

/** Binds a script to a ProseMirror editor of `screenplaySchema`. One binding serves one view. */
export const screenplayBinding = (options: BindingOptions): ScreenplayBinding => {
  const { doc, ids } = options
  const editable = (): boolean => options.editable() && canEdit(doc)
  const script = openScript({ doc, ids })
  const mirror = makeMirror(script)
  const undo = makeUndo(script, {
    capture: mirror.selection,
    restore: mirror.select,
    ...(options.undoStepMillis === undefined ? {} : { stepMillis: options.undoStepMillis }),
  })
  mirror.beforeStep(() => undo.stopCapturing())
  const command =
    (can: () => boolean, act: () => boolean): Command =>
    (_state, dispatch) => {
      if (!editable() || !can()) return false
      return dispatch === undefined || mirror.holding(act)
    }
  let lastBeside: string | null = null
  /** Writes in a scene from outside of the page. Going on in the same place is one undo step. */
  const beside = (id: string, act: () => void): void => {
    if (!editable() || !script.index.has(id as BlockId)) return
    if (lastBeside !== id) undo.stopCapturing()
    lastBeside = id
    mirror.holding(act)
  }
  return {
    get initialDoc() {
      const blocks = readScript(doc).map(blockNode)
      return docNode(blocks.length > 0 ? blocks : [mirror.placeholder()])
    },
    plugins: [invariantsPlugin(script), bindingPlugin(mirror, editable)],
    script,
    undo: command(undo.canUndo, undo.undo),
    redo: command(undo.canRedo, undo.redo),
    moveScene: (head, before) => moveScene(script, head as BlockId, before as BlockId | null),
    moveSection: (section, before) =>
      moveSection(script, section as BlockId, before as BlockId | null),
    addScene: (after) => {
      if (!editable()) return null
      undo.stopCapturing()
      return mirror.holding(() => addScene(script, after as BlockId | null))
    },
    setSynopsis: (head, text) => beside(head, () => setSynopsis(script, head as BlockId, text)),
    setText: (id, text) => beside(id, () => setText(script, id as BlockId, text)),
    replace: (replacements) => {
      if (!editable()) return false
      undo.stopCapturing()
      mirror.holding(() => replaceTexts(script, replacements))
      undo.stopCapturing()
      return true
    },
    restore: (id) => restoreBlock(script, id as BlockId),
    relative: (state, position) => caretAt(doc, state.doc, position),
    absolute: (state, relative) => {
      const caret = parseCaret(relative)
      return caret === null ? null : positionOf(doc, state.doc, caret)
    },
    destroy: () => {
      undo.destroy()
      mirror.destroy()
      script.close()
    },
  }
}
