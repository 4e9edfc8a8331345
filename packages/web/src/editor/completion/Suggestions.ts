import type { EditorState } from 'prosemirror-state'
import { caretBlock, sceneAt } from '../elements/CaretBlock.ts'
import { parseHeading } from './Heading.ts'
import { characters, extensions, intros, locations, timesOfDay, transitions } from './Vocabulary.ts'

/** What the completion list offers at the caret. */
export interface Suggestions {
  readonly items: readonly string[]
  /** The part of the document an item takes the place of. */
  readonly from: number
  readonly to: number
  /** Text put behind an accepted item. */
  readonly tail: string
  /** Accepting with Enter also ends the element. */
  readonly endsElement: boolean
}

const most = 8

const matching = (words: readonly string[], typed: string): readonly string[] => {
  const wanted = typed.toUpperCase()
  const found = words.filter((word) => word.toUpperCase().startsWith(wanted)).slice(0, most)
  const exact = found.findIndex((word) => word.toUpperCase() === wanted)
  if (exact >= 0 && found.length === 1) return []
  return exact > 0 ? [...found.splice(exact, 1), ...found] : found
}

/** Items for the caret at the end of a cue, a transition or a scene heading, after one character; null when there are none. */
export const suggest = (state: EditorState): Suggestions | null => {
  const at = caretBlock(state)
  if (at === null || at.offset !== at.text.length || at.text.trim() === '') return null
  const { scene } = sceneAt(state.selection.$from)
  const to = state.selection.from
  const offer = (words: readonly string[], typed: string, tail: string, endsElement: boolean) => {
    const items = typed === '' ? [] : matching(words, typed)
    return items.length === 0 ? null : { items, from: to - typed.length, to, tail, endsElement }
  }
  if (at.kind === 'character') {
    const opened = at.text.lastIndexOf('(')
    if (opened > 0) return offer(extensions, at.text.slice(opened), '', true)
    const typed = at.text.trimStart()
    return offer(characters(state.doc, scene, at.block), typed, '', true)
  }
  if (at.kind === 'transition') return offer(transitions, at.text.trimStart(), '', true)
  if (at.kind !== 'scene_heading') return null
  const { intro, location, time } = parseHeading(at.text)
  if (intro === '') return offer(intros, at.text.trimStart(), ' ', false)
  if (time !== null) return offer(timesOfDay(state.doc, scene), time, '', true)
  return offer(locations(state.doc, scene), location, ' - ', false)
}
