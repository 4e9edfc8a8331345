import type { Node } from 'prosemirror-model'
import { PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { foldWord, isName, scriptNames } from './scriptNames.ts'
import type { DictionaryLanguage, SpellingMode } from './SpellingMode.ts'
import { wordsIn } from './wordsIn.ts'

/** A marked word, or one whose suggestions are shown, in positions of the state. */
export interface WordPlace {
  readonly from: number
  readonly to: number
  readonly word: string
}

/** What decides which words are marked. */
export interface SpellingRules {
  readonly mode: SpellingMode
  /** Null where no dictionary is in the script's language. */
  readonly language: DictionaryLanguage | null
  /** The script's own words and those this writer ignores, folded. */
  readonly accepted: ReadonlySet<string>
}

export interface SpellingState {
  readonly rules: SpellingRules
  /** The dictionary could not be loaded. */
  readonly failed: boolean
  readonly marks: DecorationSet
  /** The word the caret stands in, which waits for the caret to leave before it is marked. */
  readonly held: WordPlace | null
  /** The word whose suggestions are shown. */
  readonly menu: WordPlace | null
}

export const spellingKey = new PluginKey<SpellingState>('spelling')

export const startState: SpellingState = {
  rules: { mode: 'browser', language: null, accepted: new Set() },
  failed: false,
  marks: DecorationSet.empty,
  held: null,
  menu: null,
}

export const spellingOf = (state: EditorState): SpellingState =>
  spellingKey.getState(state) ?? startState

/** Whether words are checked here, and not by the browser. */
export const isOurs = ({ rules, failed }: SpellingState): boolean =>
  rules.mode === 'coldopen' && rules.language !== null && !failed

/** Whether the browser checks: it was chosen, or there is no dictionary to do better. */
export const isBrowsers = (spelling: SpellingState): boolean =>
  spelling.rules.mode !== 'off' && !isOurs(spelling)

/** A transaction that changes what is known of the spelling, and nothing in the script. */
export const withSpelling = (state: EditorState, change: Partial<SpellingState>): Transaction =>
  state.tr.setMeta(spellingKey, change).setMeta('addToHistory', false)

/** The marked words, from the top. */
export const markedWords = (state: EditorState): WordPlace[] =>
  spellingOf(state)
    .marks.find()
    .map(({ from, to }) => ({ from, to, word: state.doc.textBetween(from, to) }))
    .toSorted((a, b) => a.from - b.from)

/** The marked word a position touches. */
export const markedAt = (state: EditorState, position: number): WordPlace | null => {
  const found = spellingOf(state).marks.find(position, position)[0]
  if (found === undefined) return null
  const { from, to } = found
  return { from, to, word: state.doc.textBetween(from, to) }
}

/** Calls back for every word of the script that is checked, with its positions. */
const eachWord = (doc: Node, visit: (place: WordPlace) => void): void =>
  doc.descendants((node, before) => {
    if (!node.isTextblock) return true
    for (const { word, from, to } of wordsIn(node))
      visit({ word, from: before + 1 + from, to: before + 1 + to })
    return false
  })

/** Words of the script that nobody has asked the dictionary for. */
export const unseenWords = (
  doc: Node,
  verdicts: ReadonlyMap<string, boolean>,
): readonly string[] => {
  const unseen = new Set<string>()
  eachWord(doc, ({ word }) => verdicts.has(word) || unseen.add(word))
  return [...unseen]
}

/**
 * The words that look misspelt: not in the dictionary, no name of the script, not accepted. The one the caret stands in is
 * held back, unless it is marked already.
 */
export const misspelt = (
  state: EditorState,
  verdicts: ReadonlyMap<string, boolean>,
): { readonly places: readonly WordPlace[]; readonly held: WordPlace | null } => {
  const { rules, marks } = spellingOf(state)
  const { selection } = state
  const names = scriptNames(state.doc)
  const places: WordPlace[] = []
  let held: WordPlace | null = null
  eachWord(state.doc, (place) => {
    const { word, from, to } = place
    if (verdicts.get(word) !== false) return
    if (rules.accepted.has(foldWord(word)) || isName(names, word)) return
    const isAtCaret = selection.empty && from <= selection.head && selection.head <= to
    const isMarked =
      isAtCaret && marks.find(from, to).some((mark) => mark.from === from && mark.to === to)
    if (isAtCaret && !isMarked) held = place
    else places.push(place)
  })
  return { places, held }
}

const mark = { class: 'co-misspelt' }

export const marksOf = (doc: Node, places: readonly WordPlace[]): DecorationSet =>
  DecorationSet.create(
    doc,
    places.map(({ from, to }) => Decoration.inline(from, to, mark)),
  )

/** Whether these are the places that are marked already. */
export const sameMarks = (marks: DecorationSet, places: readonly WordPlace[]): boolean => {
  const shown = new Set(marks.find().map(({ from, to }) => `${from} ${to}`))
  return shown.size === places.length && places.every(({ from, to }) => shown.has(`${from} ${to}`))
}
