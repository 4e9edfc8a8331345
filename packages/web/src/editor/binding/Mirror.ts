import type { BlockId } from '@coldopen/core/id'
import {
  blockText,
  type Script,
  type ScriptChange,
  type TextChange,
} from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { type EditorState, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { readSelection } from '../script/readSelection.ts'
import { bindingKey } from './BindingKey.ts'
import { blockNode } from './BlockNode.ts'
import { applyLocal, isTyping, localChange } from './LocalChange.ts'
import { type Difference, remoteTransaction } from './RemoteChange.ts'
import { caretAt, positionOf, type ScriptCaret } from './ScriptCaret.ts'

type View = Pick<EditorView, 'state' | 'dispatch'>

/** Both ends of a selection, as places in the script. */
interface ScriptSelection {
  readonly anchor: ScriptCaret | null
  readonly head: ScriptCaret | null
}

/** Keeps one view and one script alike, in both directions. */
export interface Mirror {
  attach(view: View): void
  detach(): void
  /** The view's state changed from `before`: what changed locally goes into the script. */
  follow(before: EditorState): void
  /** The selection before the change that is being made, or now. */
  selection(): ScriptSelection
  /** Does something to the script with the selection of now as the one before it: undo and redo. */
  holding<A>(act: () => A): A
  /** Puts the selection back where it was. */
  select(selection: ScriptSelection): void
  /** Called before a local change that is not more typing in the same block. */
  beforeStep(listener: () => void): void
  /** The block shown for an empty script. It is written only when something is done with it. */
  placeholder(): Node
  destroy(): void
}

const everything = (script: Script): Difference => ({
  texts: new Map<BlockId, TextChange>(),
  blocks: new Set(script.index.order()),
  reordered: true,
})

export const makeMirror = (script: Script): Mirror => {
  let view: View | null = null
  let stale = false
  let following = false
  let typingIn: BlockId | null = null
  let before: ScriptSelection | null = null
  let step = (): void => undefined
  let empty = script.ids.short() as BlockId
  /** Changes that others made while ours was being written, from inside a listener. */
  let meanwhile: ScriptChange[] = []

  const placeholder = (): Node => {
    if (blockText(script.doc, empty) !== null) empty = script.ids.short() as BlockId
    return blockNode({ id: empty, kind: 'scene_heading', runs: [], attrs: {} })
  }
  const selectionOf = (state: EditorState): ScriptSelection => ({
    anchor: caretAt(script.doc, state.doc, state.selection.anchor),
    head: caretAt(script.doc, state.doc, state.selection.head),
  })

  /** Shows a difference. What other plugins add to our transaction is a local change like any other. */
  const show = (difference: Difference): void => {
    if (view === null) return
    const tr = remoteTransaction(view.state, script, difference, placeholder)
    if (tr === null) return
    following = true
    try {
      view.dispatch(tr)
    } finally {
      following = false
    }
    if (view.state.doc !== tr.doc) write(view.state, tr.doc, view.state.doc)
    else catchUp(new Set())
  }

  /** Shows blocks that did not come out as written, and what others changed while `following` looked away. */
  const catchUp = (ours: ReadonlySet<BlockId>, unsettled: readonly BlockId[] = []): void => {
    const others = meanwhile.flatMap(({ blocks, texts }) => [...blocks, ...texts.keys()])
    meanwhile = []
    const blocks = new Set([...unsettled, ...others.filter((id) => !ours.has(id))])
    if (blocks.size > 0) show({ texts: new Map(), blocks, reordered: true })
  }

  const write = (from: EditorState, old: Node, now: Node): void => {
    const change = localChange(script, old, now)
    if (change === null) return
    const { stretch } = change
    before = selectionOf(from)
    const typed = isTyping(change) ? (stretch.was[0] ?? null) : null
    if (typed === null || typed !== typingIn) step()
    typingIn = typed
    following = true
    let unsettled: BlockId[] = []
    try {
      unsettled = applyLocal(script, change)
    } finally {
      following = false
      before = null
    }
    catchUp(new Set([...stretch.was, ...stretch.now.map((block) => block.id)]), unsettled)
  }

  const stop = script.observe((change) => {
    if (following) meanwhile.push(change)
    else if (view === null) stale = true
    else {
      readSelection()
      show(change)
    }
  })

  return {
    attach: (attached) => {
      view = attached
      if (stale) show(everything(script))
      stale = false
    },
    detach: () => {
      view = null
    },
    follow: (previous) => {
      if (view === null || following || previous.doc === view.state.doc) return
      write(previous, previous.doc, view.state.doc)
    },
    selection: () =>
      before ?? (view === null ? { anchor: null, head: null } : selectionOf(view.state)),
    holding: (act) => {
      before = view === null ? null : selectionOf(view.state)
      try {
        return act()
      } finally {
        before = null
      }
    },
    select: (selection) => {
      if (view === null || selection.anchor === null || selection.head === null) return
      const { state } = view
      const anchor = positionOf(script.doc, state.doc, selection.anchor)
      const head = positionOf(script.doc, state.doc, selection.head)
      if (anchor === null || head === null) return
      const restored = TextSelection.create(state.doc, anchor, head)
      view.dispatch(
        state.tr.setSelection(restored).setMeta(bindingKey, 'selection').scrollIntoView(),
      )
    },
    beforeStep: (listener) => {
      step = listener
    },
    placeholder,
    destroy: () => {
      stop()
      view = null
    },
  }
}
