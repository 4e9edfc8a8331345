import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import type { ScriptPositions } from './ScriptPositions.ts'
import { makeThrottle } from '../timing/Throttle.ts'

/** Shortest time between two positions sent, in ms: 5 a second. */
const caretInterval = 200

/** Tells the others where this writer's caret is, from the first focus on. */
export const localCaret = (awareness: Awareness, positions: ScriptPositions): Plugin =>
  new Plugin({
    view(view: EditorView) {
      let sent = ''
      const send = () => {
        const { anchor, head } = view.state.selection
        const caret = {
          anchor: positions.relative(view.state, anchor),
          head: positions.relative(view.state, head),
        }
        const now = JSON.stringify(caret)
        if (now === sent) return
        sent = now
        awareness.setLocalStateField('caret', caret)
      }
      const throttle = makeThrottle(caretInterval, send)
      const focused = () => throttle.request()
      view.dom.addEventListener('focus', focused)
      return {
        update(current, before) {
          if (!current.hasFocus()) return
          const { state } = current
          if (!state.selection.eq(before.selection) || state.doc !== before.doc) throttle.request()
        },
        destroy() {
          throttle.cancel()
          view.dom.removeEventListener('focus', focused)
          if (sent !== '') awareness.setLocalStateField('caret', null)
        },
      }
    },
  })
