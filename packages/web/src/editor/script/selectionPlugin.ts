import { Plugin } from 'prosemirror-state'
import { readSelection } from './readSelection.ts'

/** Keeps the caret on the screen and the one in the editor's state the same where ProseMirror lets them part. */
export const selectionPlugin = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        /** A key acts where the writer sees the caret, however soon it follows the click or key that put it there. */
        keydown(_view, { isComposing }) {
          if (!isComposing) readSelection()
          return false
        },
        /**
         * The state's selection is drawn when the focus comes, before a click moves it. ProseMirror would do so 20 ms
         * later, over what the writer did meanwhile, or never, when only the state had moved.
         */
        focus(view) {
          if (view.editable) view.focus()
          return false
        },
      },
    },
  })
