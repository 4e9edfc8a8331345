declare module 'nspell' {
  interface Hunspell {
    correct(word: string): boolean
    suggest(word: string): string[]
    add(word: string): Hunspell
  }
  /** `rules` and `words` are the texts of an `.aff` and a `.dic` file. */
  export default function nspell(rules: string, words: string): Hunspell
}
