import type { DictionaryLanguage } from './SpellingMode.ts'

/** Answers about the words of one language. Its promises fail with `SpellingUnavailable`. */
export interface SpellChecker {
  /** Of these words, those that it does not know. */
  unknown(words: readonly string[]): Promise<readonly string[]>
  /** Words that may have been meant, the likeliest first. */
  suggest(word: string): Promise<readonly string[]>
  close(): void
}

export type OpenChecker = (language: DictionaryLanguage) => SpellChecker

/** The dictionary could not be loaded or read: leave the checking to the browser until the script is opened again. */
export class SpellingUnavailable extends Error {
  override readonly name = 'SpellingUnavailable'
}
