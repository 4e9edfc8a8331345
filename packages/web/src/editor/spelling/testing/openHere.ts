import { dictionaryOf } from '../dictionaryOf.ts'
import { makeSpeller } from '../Speller.ts'
import type { OpenChecker } from '../SpellChecker.ts'

/** Opens checkers in this thread, over the dictionaries the worker loads; `asked` collects the words they are asked for. */
export const openHere =
  (asked: string[]): OpenChecker =>
  (language) => {
    const speller = dictionaryOf(language).then(makeSpeller)
    return {
      unknown: async (words) => {
        asked.push(...words)
        const { knows } = await speller
        return words.filter((word) => !knows(word))
      },
      suggest: async (word) => (await speller).suggest(word),
      close: () => undefined,
    }
  }
