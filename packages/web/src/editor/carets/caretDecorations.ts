import type { Node } from 'prosemirror-model'
import { Decoration, DecorationSet } from 'prosemirror-view'

/** A peer's caret looked up in a state of the editor. */
export interface PlacedCaret {
  readonly client: number
  readonly name: string
  readonly colour: string
  readonly anchor: number
  readonly head: number
}

const caretElement =
  ({ name, colour }: PlacedCaret) =>
  (): HTMLElement => {
    const caret = document.createElement('span')
    caret.className = 'co-caret'
    caret.style.setProperty('--caret', colour)
    caret.setAttribute('aria-hidden', 'true')
    const flag = document.createElement('span')
    flag.className = 'co-caret-flag'
    flag.textContent = name
    caret.append(flag)
    return caret
  }

/** A bar with a name at the head, a tint over the selection. The name shows again each time the caret moves. */
export const caretDecorations = (doc: Node, carets: readonly PlacedCaret[]): DecorationSet =>
  DecorationSet.create(
    doc,
    carets.flatMap((caret) => {
      const { client, name, colour, anchor, head } = caret
      const widget = Decoration.widget(head, caretElement(caret), {
        key: `caret ${client} ${name} ${anchor} ${head}`,
        side: 10,
        marks: [],
        ignoreSelection: true,
      })
      if (anchor === head) return [widget]
      const tint = Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
        class: 'co-selection',
        style: `--caret: ${colour}`,
      })
      return [tint, widget]
    }),
  )
