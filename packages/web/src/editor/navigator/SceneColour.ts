import type { Command, Transaction } from 'prosemirror-state'
import { isSceneHeading } from '../elements/ElementKind.ts'

/** The colours a scene can be marked with; kept in the heading's register `color`, by these names. */
export const sceneColours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const

export type SceneColour = (typeof sceneColours)[number]

/** The colour that a heading's registers name; null for none, and for one of a newer version. */
export const sceneColour = (attrs: Readonly<Record<string, unknown>>): SceneColour | null =>
  sceneColours.find((colour) => colour === attrs['color']) ?? null

/** Marks the scene whose wrapper begins at `position`, or takes its mark away; false for text before the first heading. */
export const markScene = (
  tr: Transaction,
  position: number,
  colour: SceneColour | null,
): boolean => {
  const heading = tr.doc.nodeAt(position)?.firstChild ?? null
  if (heading === null || !isSceneHeading(heading)) return false
  const { color: _before, ...rest } = heading.attrs.attrs as Record<string, unknown>
  const attrs = colour === null ? rest : { ...rest, color: colour }
  tr.setNodeAttribute(position + 1, 'attrs', attrs)
  return true
}

/** Marks the caret's scene, or takes its mark away. Text before the first heading has none. */
export const colourScene =
  (colour: SceneColour | null): Command =>
  ({ selection: { $head }, tr }, dispatch) => {
    if (!markScene(tr, $head.before(1), colour)) return false
    dispatch?.(tr)
    return true
  }
