import { onWords, readLanguage, readWords } from '@coldopen/core/screenplay'
import { Plugin, type EditorState, type Transaction } from 'prosemirror-state'
import { DecorationSet, type EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { readSelection } from '../script/readSelection.ts'
import { quiet } from '../timing/quiet.ts'
import { foldWord } from './scriptNames.ts'
import { SpellingUnavailable, type OpenChecker, type SpellChecker } from './SpellChecker.ts'
import { dictionaryFor, type DictionaryLanguage, type SpellingMode } from './SpellingMode.ts'
import {
  isBrowsers,
  isOurs,
  marksOf,
  markedAt,
  misspelt,
  sameMarks,
  spellingKey,
  spellingOf,
  type SpellingState,
  startState,
  unseenWords,
  type WordPlace,
  withSpelling,
} from './spellingState.ts'

/** The checkers of the open views, for the suggestions of one word. */
const open = new WeakMap<EditorView, SpellingLoop>()

/** Words that may have been meant by this one. Fails with `SpellingUnavailable`. */
export const suggestionsFor = (view: EditorView, word: string): Promise<readonly string[]> =>
  open.get(view)?.suggest(word) ?? Promise.resolve([])

/** Lets a word stand in this view until it is closed. */
export const ignoreWord = (view: EditorView, word: string): void => open.get(view)?.ignore(word)

/** Says who checks the spelling. */
export const chooseSpelling = (view: EditorView, mode: SpellingMode): void => {
  const { rules } = spellingOf(view.state)
  if (rules.mode !== mode) view.dispatch(withSpelling(view.state, { rules: { ...rules, mode } }))
}

const rulesOf = (doc: Y.Doc, ignored: Iterable<string> = []) => ({
  language: dictionaryFor(readLanguage(doc), navigator.language),
  accepted: new Set([...readWords(doc).map(foldWord), ...ignored]),
})

/** Where a word is after a change; null when it is not the same any more. */
const movedWord = ({ mapping, doc }: Transaction, place: WordPlace | null): WordPlace | null => {
  if (place === null) return null
  const [from, to] = [mapping.map(place.from, 1), mapping.map(place.to, -1)]
  const word = from < to ? doc.textBetween(from, to) : ''
  return word === place.word ? { from, to, word } : null
}

/** The marked word a context menu is asked for: the one under the pointer, or by key the one at the caret. */
const askedAt = (state: EditorState, at: number | undefined, button: number): WordPlace | null => {
  const under = at === undefined ? null : markedAt(state, at)
  return under ?? (button === 2 ? null : markedAt(state, state.selection.head))
}

/** Marks words that look misspelt, after each pause in what is written; `openChecker` is asked in a worker. */
export const spellingPlugin = (doc: Y.Doc, openChecker: OpenChecker): Plugin<SpellingState> =>
  new Plugin<SpellingState>({
    key: spellingKey,
    state: {
      init: () => ({ ...startState, rules: { ...startState.rules, ...rulesOf(doc) } }),
      apply(tr, spelling) {
        const change = tr.getMeta(spellingKey) as Partial<SpellingState> | undefined
        if (change !== undefined) return { ...spelling, ...change }
        if (!tr.docChanged) return spelling
        const marks = spelling.marks.map(tr.mapping, tr.doc)
        return { ...spelling, marks, menu: movedWord(tr, spelling.menu) }
      },
    },
    props: {
      decorations: (state): DecorationSet => spellingOf(state).marks,
      attributes: (state) => ({ spellcheck: String(isBrowsers(spellingOf(state))) }),
      handleDOMEvents: {
        contextmenu(view, event) {
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
          const menu = event.shiftKey ? null : askedAt(view.state, at, event.button)
          if (menu === null) return false
          event.preventDefault()
          view.dispatch(withSpelling(view.state, { menu }))
          return true
        },
      },
    },
    view(view) {
      const loop = makeLoop(view, doc, openChecker)
      open.set(view, loop)
      return loop
    },
  })

interface SpellingLoop {
  update(): void
  suggest(word: string): Promise<readonly string[]>
  ignore(word: string): void
  destroy(): void
}

/** Checks whatever has changed, one pause after the other. */
const makeLoop = (view: EditorView, doc: Y.Doc, openChecker: OpenChecker): SpellingLoop => {
  const verdicts = new Map<string, boolean>()
  const ignored = new Set<string>()
  let checker: { readonly language: DictionaryLanguage; readonly of: SpellChecker } | null = null
  let closed = false
  let running = false
  let done: EditorState | null = null

  const close = () => {
    checker?.of.close()
    checker = null
    verdicts.clear()
  }
  /** The checker of the script's language; that of another is closed. */
  const checkerNow = (language: DictionaryLanguage): SpellChecker => {
    if (checker?.language !== language) {
      close()
      checker = { language, of: openChecker(language) }
    }
    return checker.of
  }
  const readRules = () => {
    if (closed) return
    const rules = { ...spellingOf(view.state).rules, ...rulesOf(doc, ignored) }
    view.dispatch(withSpelling(view.state, { rules }))
  }

  const isDone = (state: EditorState): boolean => {
    if (done === null || done.doc !== state.doc) return false
    const { rules, failed, held } = spellingOf(state)
    const before = spellingOf(done)
    if (rules !== before.rules || failed !== before.failed) return false
    const { head } = state.selection
    return held === null || (held.from <= head && head <= held.to)
  }
  const isIdle = (spelling: SpellingState): boolean =>
    !isOurs(spelling) && spelling.marks === DecorationSet.empty
  const mayRun = (): boolean =>
    !closed && !view.composing && !isIdle(spellingOf(view.state)) && !isDone(view.state)
  const ask = async (state: EditorState): Promise<void> => {
    const { language } = spellingOf(state).rules
    if (language === null || !isOurs(spellingOf(state))) return
    const checker = checkerNow(language)
    const unseen = unseenWords(state.doc, verdicts)
    if (unseen.length === 0) return
    const unknown = new Set(await checker.unknown(unseen))
    for (const word of unseen) verdicts.set(word, !unknown.has(word))
  }
  const show = (): void => {
    const { state } = view
    const spelling = spellingOf(state)
    const { places, held } = isOurs(spelling)
      ? misspelt(state, verdicts)
      : { places: [], held: null }
    if (held === null && spelling.held === null && sameMarks(spelling.marks, places)) return
    readSelection()
    view.dispatch(withSpelling(view.state, { marks: marksOf(view.state.doc, places), held }))
  }
  const check = async (): Promise<void> => {
    await quiet(view)
    if (!mayRun()) return
    const { state } = view
    done = state
    try {
      await ask(state)
    } catch (error) {
      if (!(error instanceof SpellingUnavailable)) throw error
      if (!closed) view.dispatch(withSpelling(view.state, { failed: true }))
    }
    if (closed) return
    if (view.composing) done = null
    else show()
  }
  const start = (): void => {
    if (running || !mayRun()) return
    running = true
    void check().finally(() => {
      running = false
      start()
    })
  }
  const stopListening = onWords(doc, readRules)
  view.dom.addEventListener('compositionend', start)
  return {
    update: start,
    suggest: (word) => checker?.of.suggest(word) ?? Promise.resolve([]),
    ignore(word) {
      ignored.add(foldWord(word))
      readRules()
    },
    destroy() {
      closed = true
      stopListening()
      view.dom.removeEventListener('compositionend', start)
      close()
    },
  }
}
