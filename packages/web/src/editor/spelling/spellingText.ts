import { catalogue } from '../../message/catalogue.ts'
import type { SpellingMode } from './SpellingMode.ts'

const mode: { readonly [M in SpellingMode]: string } = {
  coldopen: 'Coldopen’s, which knows the script’s names and words',
  browser: 'The browser’s own',
  off: 'None',
}

const languages: { readonly [tag: string]: string } = {
  'en-US': 'English (American)',
  'en-GB': 'English (British)',
  und: 'Another language, which the browser checks',
}

/** The words of the spelling check. */
export const spellingText = catalogue({
  en: {
    menu: (word: string) => `Spelling of “${word}”`,
    none: 'No suggestions',
    unavailable:
      'The dictionary could not be loaded. The browser checks the spelling until you open the script again.',
    add: 'Add to this script’s words',
    ignore: 'Ignore until the script is closed',
    title: 'Spelling and words of this script',
    checker: 'Spelling check',
    checkerHint: 'On this device.',
    mode,
    language: 'Language of the script',
    languageHint: 'For everyone who writes in it.',
    languages,
    words: 'This script’s words',
    wordsHint:
      'Never marked, for everyone who writes in it. Names of characters and places need not be added.',
    noWords: 'No words yet.',
    newWord: 'A word to add',
    addWord: 'Add',
    remove: (word: string) => `Take out ${word}`,
    removed: (word: string) => `${word} was taken out.`,
  },
})
