import type * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import { compare } from './Place.ts'

/** The longest word a script keeps, in UTF-16 units. */
export const longestWord = 60

/** Word → whether it is one of the script's own; one that was taken out again stays, with `false`. */
const wordsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('words')

const spellingMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('spelling')

/** A word as the script keeps it: composed, with straight apostrophes, without space around it. */
export const tidyWord = (word: string): string =>
  word.normalize('NFC').replaceAll('’', "'").trim().slice(0, longestWord).toWellFormed()

/** The words that everyone who writes in this script has agreed to spell so, in the order of their letters. */
export const readWords = (doc: Y.Doc): string[] =>
  [...wordsMap(doc)]
    .filter(([, kept]) => kept === true)
    .map(([word]) => word)
    .sort(compare)

/** Makes a word one of the script's own, or takes it out again. Each word is a register of its own. */
export const setWord = (doc: Y.Doc, word: string, kept: boolean): void => {
  const tidy = tidyWord(word)
  if (tidy === '' || (wordsMap(doc).get(tidy) === true) === kept) return
  edit(doc, origins.edit, () => wordsMap(doc).set(tidy, kept))
}

/** The language the script says it is written in, as a BCP 47 tag; null while it says none. */
export const readLanguage = (doc: Y.Doc): string | null => {
  const language = spellingMap(doc).get('language')
  return typeof language === 'string' && language !== '' ? language : null
}

/** Says in which language the script is written. */
export const setLanguage = (doc: Y.Doc, language: string): void => {
  if (readLanguage(doc) !== language)
    edit(doc, origins.edit, () => spellingMap(doc).set('language', language))
}

/** Calls back after each change of the script's words or language; what comes back ends it. */
export const onWords = (doc: Y.Doc, changed: () => void): (() => void) => {
  const roots = [wordsMap(doc), spellingMap(doc)]
  for (const root of roots) root.observe(changed)
  return () => {
    for (const root of roots) root.unobserve(changed)
  }
}
