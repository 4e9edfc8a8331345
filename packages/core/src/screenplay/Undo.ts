import * as Y from 'yjs'
import { origins } from '../document/Origin.ts'
import type { Script } from './Script.ts'

/** Undo and redo of one writer's own changes. */
export interface ScriptUndo {
  /** Takes back the last own change; false when there is none, or when nothing of it is left to take back. */
  undo(): boolean
  redo(): boolean
  canUndo(): boolean
  canRedo(): boolean
  /** Makes the next change an undo step of its own. */
  stopCapturing(): void
  /** Tells when `canUndo` or `canRedo` may have changed. Returns how to stop. */
  observe(listener: () => void): () => void
  destroy(): void
}

/** Changes closer together than this are one undo step, in milliseconds. */
export const undoStepMillis = 500

/** In a transaction's meta: it is an undo step of its own, however soon after another change it comes. */
export const ownUndoStep = 'own undo step'

/**
 * Undo over the whole document that tracks origin `edit` alone. `capture` is asked for the state of the view (a
 * selection, say) before each step, and `restore` is handed it back when that step is undone or redone.
 */
export const makeUndo = <State>(
  script: Script,
  view: {
    readonly capture: () => State
    readonly restore: (state: State) => void
    readonly stepMillis?: number
  },
): ScriptUndo => {
  const manager: Y.UndoManager = new Y.UndoManager(script.doc, {
    trackedOrigins: new Set([origins.edit]),
    captureTimeout: view.stepMillis ?? undoStepMillis,
    captureTransaction: ({ meta }) => {
      if (meta.has(ownUndoStep)) manager.stopCapturing()
      return true
    },
  })
  const states = new WeakMap<object, { readonly state: State }>()
  const listeners = new Set<() => void>()
  const notify = (): void => {
    for (const listener of listeners) listener()
  }
  manager.on('stack-item-added', ({ stackItem }) => {
    states.set(stackItem, { state: view.capture() })
    notify()
  })
  manager.on('stack-item-popped', ({ stackItem }) => {
    const kept = states.get(stackItem)
    if (kept !== undefined) view.restore(kept.state)
    notify()
  })
  manager.on('stack-cleared', notify)
  return {
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    stopCapturing: () => manager.stopCapturing(),
    observe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy: () => {
      listeners.clear()
      manager.destroy()
    },
  }
}
