import {
  Plugin,
  PluginKey,
  type Command,
  type EditorState,
  type Transaction,
} from 'prosemirror-state'
import { blockAt, type CaretBlock } from '../elements/CaretBlock.ts'
import { isElementKind } from '../elements/ElementKind.ts'
import { beginAfter } from '../keymap/Blocks.ts'
import { headingRule } from './HeadingRule.ts'
import { outlineRule } from './OutlineRule.ts'
import { closeParenthesisRule, openParenthesisRule } from './ParenthesisRule.ts'
import { transitionRule } from './TransitionRule.ts'
import type { TypedRule } from './TypedRule.ts'

const rules: readonly TypedRule[] = [
  headingRule,
  transitionRule,
  openParenthesisRule,
  closeParenthesisRule,
  outlineRule,
]

/** The element a rule has just changed, as it was: Backspace, pressed next, takes the change back. */
interface JustChanged {
  readonly before: number
  readonly kind: unknown
}

const key = new PluginKey<JustChanged | null>('typedRules')

/** A page break holds no text: what is typed on it begins the page. */
const typedOnBreak = (state: EditorState, at: CaretBlock, text: string): Transaction => {
  const { tr } = state
  beginAfter(tr, at, 'action')
  return tr.insertText(text).scrollIntoView()
}

/** The transaction of the rule that applies to text typed over `from`–`to`, or null. */
export const typedTransaction = (
  state: EditorState,
  from: number,
  to: number,
  text: string,
): Transaction | null => {
  const $from = state.doc.resolve(from)
  const at = blockAt($from)
  if (at === null || from !== to) return null
  if (at.block.attrs.kind === 'page_break') return typedOnBreak(state, at, text)
  if (!isElementKind(at.block.attrs.kind)) return null
  for (const rule of rules) {
    const { tr } = state
    if (rule(tr, { at, text }))
      return tr.setMeta(key, { before: at.before, kind: at.block.attrs.kind }).scrollIntoView()
  }
  return null
}

/** Backspace right after an automatic change restores the element and keeps what was typed. */
export const takeBack: Command = (state, dispatch) => {
  const just = key.getState(state)
  const at = blockAt(state.selection.$from)
  if (!just || at === null || at.before !== just.before || at.block.attrs.kind === just.kind)
    return false
  if (at.kind === 'parenthetical') return false
  dispatch?.(state.tr.setNodeAttribute(at.before, 'kind', just.kind))
  return true
}

/** Recognises elements while they are typed. */
export const typedRules = (): Plugin<JustChanged | null> =>
  new Plugin<JustChanged | null>({
    key,
    state: {
      init: () => null,
      apply(tr, just) {
        const now = tr.getMeta(key) as JustChanged | undefined
        if (now !== undefined) return now
        if (just === null || (!tr.docChanged && !tr.selectionSet)) return just
        if (tr.getMeta('appendedTransaction') === undefined) return null
        return { ...just, before: tr.mapping.map(just.before) }
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        const tr = typedTransaction(view.state, from, to, text)
        if (tr === null) return false
        view.dispatch(tr)
        return true
      },
    },
  })
