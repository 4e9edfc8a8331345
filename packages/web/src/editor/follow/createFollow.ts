import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Accessor, createEffect, on, onCleanup } from 'solid-js'
import { afterPaint } from '../../runtime/afterPaint.ts'
import { followedCaret, showLine } from './followedCaret.ts'
import { followed, stopFollowing } from './following.ts'

const scrollKeys = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' '])

const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock'])

/** The page and what stands over it, and the rows of the scene list, which lead elsewhere. */
const isOnDesk = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('.co-desk, [data-scene]') !== null &&
  target.closest('.co-follow') === null

const isOwnKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
  if (key === 'Escape') return true
  if (modifiers.has(key) || ctrlKey || metaKey || altKey) return false
  return isOnDesk(target) || (target === document.body && scrollKeys.has(key))
}

/** Whether an event is the writer's own writing or looking elsewhere. */
const isOwn = (event: Event): boolean => {
  if (event instanceof KeyboardEvent) return isOwnKey(event)
  const isBar = event.type === 'pointerdown' && event.target === document.documentElement
  return isBar || isOnDesk(event.target)
}

/** What ends the following: a word written, a click in the script, the wheel, a finger, the scroll bar, Escape. */
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
    on([followed, state], ([who], before) => {
      if (who === null) return
      show()
      // A menu or dialog that closes gives the focus back, which may scroll.
      if (who !== before?.[0]) afterPaint(() => view.isDestroyed || show())
    }),
  )
  const ended = (event: Event) => {
    if (followed() !== null && isOwn(event)) stopFollowing()
  }
  for (const name of ends) window.addEventListener(name, ended, { passive: true })
  onCleanup(() => {
    for (const name of ends) window.removeEventListener(name, ended)
    stopFollowing()
  })
}
