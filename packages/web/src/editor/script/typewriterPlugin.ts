import { Plugin } from 'prosemirror-state'
import { typewriter } from '../../runtime/viewSettings.ts'

/** Where the line that is written in stays, as a share of the window's height. */
const height = 0.42

/** Typewriter scrolling: instead of the least that brings the caret into view, the window scrolls its line to one height. */
export const typewriterPlugin = (): Plugin =>
  new Plugin({
    props: {
      handleScrollToSelection(view) {
        if (typewriter.value() === 'off') return false
        const { top, bottom } = view.coordsAtPos(view.state.selection.head)
        const window = view.dom.ownerDocument.defaultView
        window?.scrollBy({ top: (top + bottom) / 2 - window.innerHeight * height })
        return true
      },
    },
  })
