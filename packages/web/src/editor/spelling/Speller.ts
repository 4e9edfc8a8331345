import nspell from 'nspell'
import { spokenWords } from './spokenWords.ts'

/** A dictionary of one language, in Hunspell's two files. */
export interface Dictionary {
  /** The rules of its endings (`.aff`). */
  readonly rules: string
  /** Its words (`.dic`). */
  readonly words: string
}

/** Says of words whether they are spelt as in the dictionary. */
export interface Speller {
  knows(word: string): boolean
  /** Words that may have been meant, the likeliest first. */
  suggest(word: string): readonly string[]
}

/** How many suggestions a writer is shown. */
const mostSuggestions = 6

const bare = (word: string): string => word.replace(/'s?$/u, '')

/** A word that begins with a capital is answered with words that do. */
const inCaseOf = (word: string, suggestion: string): string =>
  /^\p{Lu}/u.test(word) ? suggestion.slice(0, 1).toUpperCase() + suggestion.slice(1) : suggestion

/** The word with each two letters in a row exchanged: the commonest slip of the fingers. */
const swapped = (word: string): readonly string[] =>
  Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  )

/** A speller over a dictionary. Reading it takes some tenths of a second. */
export const makeSpeller = ({ rules, words }: Dictionary): Speller => {
  const hunspell = nspell(rules, words)
  for (const word of spokenWords) hunspell.add(word)
  return {
    knows: (word) =>
      hunspell.correct(word) ||
      hunspell.correct(bare(word)) ||
      // A dropped g, as in speech.
      (/in'$/iu.test(word) && hunspell.correct(`${bare(word)}g`)),
    suggest: (word) => {
      const swaps = swapped(word.toLowerCase()).filter((swap) => hunspell.correct(swap))
      const found = [...swaps, ...hunspell.suggest(word)].map((one) => inCaseOf(word, one))
      return [...new Set(found)].slice(0, mostSuggestions)
    },
  }
}
