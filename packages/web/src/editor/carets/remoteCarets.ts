import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import type { DecorationSet, EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import { bindingKey } from '../binding/BindingKey.ts'
import { editorText } from '../editorText.ts'
import { readSelection } from '../script/readSelection.ts'
import { caretDecorations, type PlacedCaret } from './caretDecorations.ts'
import { peersOf, type Peer } from './Peer.ts'
import type { ScriptPositions } from './ScriptPositions.ts'

/** Peers and where their carets stand in this state. */
export interface RemoteCarets {
  readonly peers: readonly Peer[]
  readonly placed: readonly PlacedCaret[]
  readonly decorations: DecorationSet
}

const key = new PluginKey<RemoteCarets>('remoteCarets')

export const remoteCaretsOf = (state: EditorState): RemoteCarets | undefined => key.getState(state)

const place = (
  state: EditorState,
  peers: readonly Peer[],
  positions: ScriptPositions,
): RemoteCarets => {
  const placed = peers.flatMap(({ client, name, colour, caret }) => {
    if (caret === null) return []
    const anchor = positions.absolute(state, caret.anchor)
    const head = positions.absolute(state, caret.head)
    return anchor === null || head === null ? [] : [{ client, name, colour, anchor, head }]
  })
  return { peers, placed, decorations: caretDecorations(state.doc, placed) }
}

const mapped = (tr: Transaction, carets: RemoteCarets): RemoteCarets => ({
  peers: carets.peers,
  placed: carets.placed.map((caret) => ({
    ...caret,
    anchor: tr.mapping.map(caret.anchor),
    head: tr.mapping.map(caret.head),
  })),
  decorations: carets.decorations.map(tr.mapping, tr.doc),
})

/**
 * Shows the carets and selections of the others. While this writer types they are only mapped; after a change that
 * came through the document or a message they are looked up again, once a frame.
 */
export const remoteCarets = (
  awareness: Awareness,
  positions: ScriptPositions,
): Plugin<RemoteCarets> =>
  new Plugin({
    key,
    state: {
      init: (_config, state) => place(state, peersOf(awareness, editorText.someone), positions),
      apply(tr, carets, _before, after) {
        const peers = tr.getMeta(key) as readonly Peer[] | undefined
        if (peers !== undefined) return place(after, peers, positions)
        // Also where none is placed: a caret may be told of before the line it stands in has come.
        if (!tr.docChanged || carets.peers.length === 0) return carets
        return tr.getMeta(bindingKey) === undefined
          ? mapped(tr, carets)
          : place(after, carets.peers, positions)
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view(view: EditorView) {
      let frame: number | null = null
      const show = () => {
        frame = null
        readSelection()
        view.dispatch(view.state.tr.setMeta(key, peersOf(awareness, editorText.someone)))
      }
      const changed = (change: { added: number[]; updated: number[]; removed: number[] }) => {
        const { added, updated, removed } = change
        const others = [...added, ...updated, ...removed].some((id) => id !== awareness.clientID)
        if (others) frame ??= requestAnimationFrame(show)
      }
      awareness.on('change', changed)
      return {
        destroy() {
          awareness.off('change', changed)
          if (frame !== null) cancelAnimationFrame(frame)
        },
      }
    },
  })
