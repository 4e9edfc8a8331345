import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'

/** The edge of a row a dragged scene would land at. */
export type DropEdge = 'before' | 'after'

interface SceneRow {
  readonly element: HTMLElement
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

const edgeAt = (element: Element, clientY: number): DropEdge => {
  const { top, height } = element.getBoundingClientRect()
  return clientY < top + height / 2 ? 'before' : 'after'
}

/** Lets a row of the navigator be dragged and dropped on. Returns what undoes it. */
export const makeSceneDrag = (row: SceneRow): (() => void) =>
  combine(
    draggable({
      element: row.element,
      canDrag: row.canDrag,
      getInitialData: () => ({ [sceneIndex]: row.index() }),
      onDragStart: () => row.onDragging(true),
      onDrop: () => row.onDragging(false),
    }),
    dropTargetForElements({
      element: row.element,
      canDrop: ({ source }) => draggedFrom(source.data) !== null,
      onDrag: ({ location }) => row.onEdge(edgeAt(row.element, location.current.input.clientY)),
      onDragLeave: () => row.onEdge(null),
      onDrop({ source, location }) {
        row.onEdge(null)
        const from = draggedFrom(source.data)
        const edge = edgeAt(row.element, location.current.input.clientY)
        if (from !== null) row.onDrop(from, edge === 'before' ? row.index() : row.index() + 1)
      },
    }),
  )
