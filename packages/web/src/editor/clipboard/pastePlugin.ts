import { Fragment, Slice, type Node, type Schema } from 'prosemirror-model'
import { Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { complain } from '../../runtime/Toasts.ts'
import type { ScriptPositions } from '../carets/ScriptPositions.ts'
import { editorText } from '../editorText.ts'
import { elementKind, type ElementKind } from '../elements/ElementKind.ts'
import { blockAt } from '../elements/CaretBlock.ts'
import { draftNodes, runNodes } from './draftNodes.ts'
import { insertBlocks } from './insertBlocks.ts'
import { planPaste, type Pasted } from './Paste.ts'
import type { Run } from './PastedHtml.ts'
import { maxPasteBlocks, maxPasteCharacters } from './PasteLimit.ts'
import { sliceBlocks } from './sliceBlocks.ts'
import { readPastedFountain } from './readPastedFountain.ts'

const parse = (html: string): Element => new DOMParser().parseFromString(html, 'text/html').body

/** Elements that take pasted paragraphs as more of themselves; pasted into any other, they are action. */
const continues: ReadonlySet<ElementKind> = new Set(['action', 'dialogue', 'general'])

const paragraphNodes = (
  view: EditorView,
  paragraphs: readonly (readonly Run[])[],
): readonly Node[] => {
  const { schema, selection } = view.state
  const at = blockAt(selection.$from)
  const here = at === null ? 'action' : elementKind(at.block)
  const kind = continues.has(here) ? here : 'action'
  return paragraphs.map((runs) => schema.node('block', { id: null, kind }, runNodes(schema, runs)))
}

const typeRuns = (tr: Transaction, schema: Schema, runs: readonly Run[]): Transaction =>
  tr.replaceSelection(new Slice(Fragment.from(runNodes(schema, runs)), 0, 0)).scrollIntoView()

const asPaste = (tr: Transaction): Transaction =>
  tr.setMeta('paste', true).setMeta('uiEvent', 'paste')

const refuse = (): void => complain(editorText.pasteTooLarge(maxPasteCharacters))

/** Reads a screenplay and inserts it where the selection is by then: it may have moved while the reader was loaded. */
const pasteScript = async (
  view: EditorView,
  text: string,
  positions: ScriptPositions,
): Promise<void> => {
  const { anchor, head } = view.state.selection
  const kept = [anchor, head].map((position) => positions.relative(view.state, position))
  const drafts = await readPastedFountain(text)
  if (view.isDestroyed || !view.editable) return
  if (drafts.length > maxPasteBlocks) return refuse()
  const { tr, schema } = view.state
  const [from, to] = kept.map((position) => positions.absolute(view.state, position))
  if (typeof from === 'number' && typeof to === 'number')
    tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
  insertBlocks(tr, draftNodes(schema, drafts))
  view.dispatch(asPaste(tr))
}

const paste = (view: EditorView, pasted: Pasted, positions: ScriptPositions): void => {
  const plan = planPaste(pasted, parse)
  switch (plan.do) {
    case 'nothing':
      return
    case 'refuse':
      return refuse()
    case 'type':
      view.dispatch(asPaste(typeRuns(view.state.tr, view.state.schema, plan.runs)))
      return
    case 'insert': {
      const { tr } = view.state
      insertBlocks(tr, paragraphNodes(view, plan.paragraphs))
      view.dispatch(asPaste(tr))
      return
    }
    case 'read':
      pasteScript(view, plan.text, positions).catch(() => complain(editorText.pasteFailed))
  }
}

/**
 * Several elements copied from a script stay the elements they were, except that a first one of the caret's own kind
 * carries its text on.
 */
const pasteElements = (view: EditorView, slice: Slice): boolean => {
  const blocks = sliceBlocks(slice)
  const at = blockAt(view.state.selection.$from)
  if (blocks.length < 2 || at === null || !view.editable) return false
  const carriesOn = at.text !== '' && blocks[0]?.attrs.kind === at.block.attrs.kind
  if (carriesOn) return false
  const { tr } = view.state
  insertBlocks(tr, blocks)
  view.dispatch(asPaste(tr))
  return true
}

const pastedOf = (data: DataTransfer): Pasted => ({
  text: data.getData('text/plain'),
  html: data.getData('text/html'),
})

/**
 * Paste and drop from outside. What was copied from a script of ours goes ProseMirror's own way, whole elements
 * included, within the same limit.
 */
export const pastePlugin = (positions: ScriptPositions): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        paste(view, event) {
          const data = event.clipboardData
          if (data === null || !view.editable) return false
          const pasted = pastedOf(data)
          const own = pasted.html.includes('data-pm-slice')
          if (own && pasted.text.length <= maxPasteCharacters) return false
          event.preventDefault()
          if (own) refuse()
          else paste(view, pasted, positions)
          return true
        },
      },
      handlePaste: (view, _event, slice) => pasteElements(view, slice),
      handleDrop(view, event, _slice, moved) {
        if (moved || event.dataTransfer === null || !view.editable) return false
        const drop = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (drop === null) return false
        const selection = TextSelection.near(view.state.doc.resolve(drop.pos))
        view.dispatch(view.state.tr.setSelection(selection))
        paste(view, pastedOf(event.dataTransfer), positions)
        return true
      },
    },
  })
