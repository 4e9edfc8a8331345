import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { remoteCaretsOf } from '../carets/remoteCarets.ts'

/** Where the caret of a person stands; null while they have none in the script. */
export const followedCaret = (state: EditorState, user: string): number | null => {
  const carets = remoteCaretsOf(state)
  const clients = new Set(
    (carets?.peers ?? []).filter((peer) => peer.user === user).map(({ client }) => client),
  )
  return carets?.placed.find(({ client }) => clients.has(client))?.head ?? null
}

/** Share of the window's height, above and below, that a followed line is kept out of. */
const edge = 0.18

/** Scrolls the line of a position into the middle of the window, unless it is well inside of it. */
export const showLine = (view: EditorView, position: number): void => {
  const { node } = view.domAtPos(position, 1)
  const element = node instanceof Element ? node : node.parentElement
  const line = element?.closest('p') ?? element
  if (line === null) return
  const { top, bottom } = line.getBoundingClientRect()
  const height = document.documentElement.clientHeight
  if (top < height * edge || bottom > height * (1 - edge)) line.scrollIntoView({ block: 'center' })
}
