import type { DictionaryLanguage } from './SpellingMode.ts'

/** The first message to the worker: its language, with the port everything else goes through. */
export type SpellingStart = DictionaryLanguage

export interface SpellingQuestion {
  readonly id: number
  readonly ask: 'unknown' | 'suggest'
  readonly words: readonly string[]
}

/** `words` is null where the dictionary could not be loaded; `why` says then what stood in the way. */
export interface SpellingAnswer {
  readonly id: number
  readonly words: readonly string[] | null
  readonly why?: string
}
