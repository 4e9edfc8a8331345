import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Accessor, createEffect, on, onCleanup } from 'solid-js'
import { afterPaint } from '../../runtime/afterPaint.ts'
import { followedCaret, showLine } from './followedCaret.ts'
import { followed, stopFollowing } from './following.ts'

const scrollKeys = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' '])

/** Whether an event is the writer's own looking elsewhere or writing. */
const isOwn = (event: Event, view: EditorView): boolean => {
  const { target } = event
  if (event instanceof KeyboardEvent)
    return event.key === 'Escape' || (target === document.body && scrollKeys.has(event.key))
  if (event.type === 'pointerdown') return target === document.documentElement
  const place = event.type === 'beforeinput' ? view.dom : view.dom.closest('.co-desk')
  return target instanceof Node && place?.contains(target) === true
}

/** What ends the following: a word written, the wheel, a finger, the scroll bar, Escape. */
const ends = ['beforeinput', 'wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Keeps the caret of whoever is followed in the window, until the writer types, scrolls, moves the own caret or presses
 * Escape.
 */
export const createFollow = (view: EditorView, state: Accessor<EditorState | null>): void => {
  const show = () => {
    const who = followed()
    const caret = who === null ? null : followedCaret(view.state, who.user)
    if (caret !== null) showLine(view, caret)
  }
  createEffect(
    on([followed, state], ([who, now], before) => {
      if (who === null || now === null) return
      const [lastWho, last] = before ?? [null, null]
      const isNew = who !== lastWho
      if (!isNew && last?.doc === now.doc && !last.selection.eq(now.selection)) stopFollowing()
      else show()
      // A menu or dialog that closes gives the focus back, which may scroll.
      if (isNew) afterPaint(() => view.isDestroyed || show())
    }),
  )
  const ended = (event: Event) => {
    if (followed() !== null && isOwn(event, view)) stopFollowing()
  }
  for (const name of ends) window.addEventListener(name, ended, { passive: true })
  onCleanup(() => {
    for (const name of ends) window.removeEventListener(name, ended)
    stopFollowing()
  })
}
