import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'

/** Which edge of a card something would be dropped at. */
export type CardEdge = 'top' | 'bottom'

interface CardDrag {
  readonly card: HTMLElement
  /** Only the handle starts a drag, so that text in the card can be selected. */
  readonly handle: HTMLElement
  readonly scene: string
  readonly dragging: (dragging: boolean) => void
  readonly edge: (edge: CardEdge | null) => void
  readonly dropped: (scene: string, edge: CardEdge) => void
}

const key = Symbol('scene card')

const draggedScene = (data: { readonly [name: string | symbol]: unknown }): string | null => {
  const scene = data[key]
  return typeof scene === 'string' ? scene : null
}

const edgeAt = (card: HTMLElement, y: number): CardEdge => {
  const { top, height } = card.getBoundingClientRect()
  return y < top + height / 2 ? 'top' : 'bottom'
}

/** Lets a card be dragged by its handle and others be dropped on it. Returns what undoes that. */
export const makeCardDrag = (drag: CardDrag): (() => void) =>
  combine(
    draggable({
      element: drag.card,
      dragHandle: drag.handle,
      getInitialData: () => ({ [key]: drag.scene }),
      onDragStart: () => drag.dragging(true),
      onDrop: () => drag.dragging(false),
    }),
    dropTargetForElements({
      element: drag.card,
      canDrop: ({ source }) => draggedScene(source.data) !== null,
      onDrag: ({ location }) => drag.edge(edgeAt(drag.card, location.current.input.clientY)),
      onDragLeave: () => drag.edge(null),
      onDrop: ({ source, location }) => {
        drag.edge(null)
        const scene = draggedScene(source.data)
        if (scene === null) return
        drag.dropped(scene, edgeAt(drag.card, location.current.input.clientY))
      },
    }),
  )
