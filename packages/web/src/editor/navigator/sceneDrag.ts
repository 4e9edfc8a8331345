import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'

/** The edge of a row a dragged scene would land at. */
export type DropEdge = 'before' | 'after'

interface SceneRow {
  readonly element: HTMLElement
  /** What starts a drag; without it all of the element does. */
  readonly handle?: HTMLElement
  /** Scenes stand beside each other: its edges are left and right. */
  readonly across?: boolean
  readonly index: () => number
  readonly canDrag: () => boolean
  readonly onEdge: (edge: DropEdge | null) => void
  readonly onDragging: (dragging: boolean) => void
  /** A scene was dropped before the scene at `to`. */
  readonly onDrop: (from: number, to: number) => void
}

const sceneIndex = Symbol('scene index')

const draggedFrom = (data: Record<string | symbol, unknown>): number | null => {
  const from = data[sceneIndex]
  return typeof from === 'number' ? from : null
}

interface Pointer {
  readonly clientX: number
  readonly clientY: number
}

const edgeAt = ({ element, across = false }: SceneRow, at: Pointer): DropEdge => {
  const { left, top, width, height } = element.getBoundingClientRect()
  const before = across ? at.clientX < left + width / 2 : at.clientY < top + height / 2
  return before ? 'before' : 'after'
}

/** Lets a row of the navigator, or an index card, be dragged and dropped on. Returns what undoes it. */
export const makeSceneDrag = (row: SceneRow): (() => void) =>
  combine(
    draggable({
      element: row.element,
      ...(row.handle === undefined ? {} : { dragHandle: row.handle }),
      canDrag: row.canDrag,
      getInitialData: () => ({ [sceneIndex]: row.index() }),
      onDragStart: () => row.onDragging(true),
      onDrop: () => row.onDragging(false),
    }),
    dropTargetForElements({
      element: row.element,
      canDrop: ({ source }) => draggedFrom(source.data) !== null,
      onDrag: ({ location }) => row.onEdge(edgeAt(row, location.current.input)),
      onDragLeave: () => row.onEdge(null),
      onDrop({ source, location }) {
        row.onEdge(null)
        const from = draggedFrom(source.data)
        const edge = edgeAt(row, location.current.input)
        if (from !== null) row.onDrop(from, edge === 'before' ? row.index() : row.index() + 1)
      },
    }),
  )
