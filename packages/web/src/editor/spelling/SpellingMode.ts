/** Who marks words that look misspelt: this program, the browser, or nobody. */
export const spellingModes = ['coldopen', 'browser', 'off'] as const

export type SpellingMode = (typeof spellingModes)[number]

/** The languages there is a dictionary for, as BCP 47 tags. */
export const dictionaryLanguages = ['en-US', 'en-GB'] as const

export type DictionaryLanguage = (typeof dictionaryLanguages)[number]

/** What a script says that is written in none of them: the browser checks it instead. */
export const otherLanguage = 'und'

/** Where people write as in the United States; elsewhere English is spelt the British way. */
const american = /^en(?:-(?:us|ph|pr|lr))?$/iu

/** The spelling of English that a person of this locale most likely writes; null where it is not English. */
export const englishOf = (locale: string): DictionaryLanguage | null => {
  if (!/^en\b/iu.test(locale)) return null
  return american.test(locale) ? 'en-US' : 'en-GB'
}

/** By which dictionary a script is checked; null for none. Where the script says nothing, its reader's locale decides. */
export const dictionaryFor = (said: string | null, locale: string): DictionaryLanguage | null =>
  said === null
    ? (englishOf(locale) ?? 'en-US')
    : (dictionaryLanguages.find((language) => language === said) ?? null)
