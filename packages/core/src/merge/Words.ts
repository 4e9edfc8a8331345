/** East Asian characters one by one, words, white space, and signs together. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}'’]+|\s+|[^\p{L}\p{M}\p{N}'’\s]+/gu

/** A text in pieces that are merged whole: together they are the text, and none cuts a character. */
export const wordsOf = (text: string): string[] => text.match(word) ?? []
