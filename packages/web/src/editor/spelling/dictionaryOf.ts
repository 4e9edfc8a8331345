import type { Dictionary } from './Speller.ts'
import type { DictionaryLanguage } from './SpellingMode.ts'

interface Files {
  readonly rules: () => Promise<{ readonly default: string }>
  readonly words: () => Promise<{ readonly default: string }>
}

/** The packages offer their files to Node only, so they are named by their place. */
const files: { readonly [L in DictionaryLanguage]: Files } = {
  'en-US': {
    rules: () => import('../../../node_modules/dictionary-en/index.aff?raw'),
    words: () => import('../../../node_modules/dictionary-en/index.dic?raw'),
  },
  'en-GB': {
    rules: () => import('../../../node_modules/dictionary-en-gb/index.aff?raw'),
    words: () => import('../../../node_modules/dictionary-en-gb/index.dic?raw'),
  },
}

/** Loads a dictionary, which is kept on the device with the rest of the app. */
export const dictionaryOf = async (language: DictionaryLanguage): Promise<Dictionary> => {
  const [rules, words] = await Promise.all([files[language].rules(), files[language].words()])
  return { rules: rules.default, words: words.default }
}
