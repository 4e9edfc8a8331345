import type { BlockKind } from '@coldopen/core/screenplay'

/** What is looked for. */
export interface FindQuery {
  readonly text: string
  readonly matchCase: boolean
  readonly wholeWords: boolean
  /** Elements of this kind only; all when null. */
  readonly kind: BlockKind | null
}

/** A stretch of one text, in UTF-16 code units. */
export interface FoundText {
  readonly from: number
  readonly to: number
}

export const emptyQuery: FindQuery = { text: '', matchCase: false, wholeWords: false, kind: null }

/** Most characters of a query and of a new text. */
export const longestQuery = 500

const alike: { readonly [character: string]: string } = {
  "'": "['\u2018\u2019]",
  '"': '["\u201c\u201d]',
  ' ': String.raw`\s`,
}

const literal = (text: string): string =>
  [...text]
    .map((one) => alike[one] ?? one.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`))
    .join('')

const word = String.raw`[\p{L}\p{M}\p{N}]`

/** The pattern of a query, for `foundIn`; null for a query without text. */
export const findPattern = ({ text, matchCase, wholeWords }: FindQuery): RegExp | null => {
  if (text === '') return null
  const body = literal(text.slice(0, longestQuery))
  return new RegExp(wholeWords ? `(?<!${word})${body}(?!${word})` : body, matchCase ? 'gu' : 'giu')
}

/** The places of a pattern in one text, in order. */
export const foundIn = (pattern: RegExp, text: string): FoundText[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }))

/** The text that takes a place: in capitals where the place is, unless case matters to the writer. */
export const replacementFor = (found: string, text: string, { matchCase }: FindQuery): string => {
  const letters = found.match(/\p{L}/gu) ?? []
  const capitals =
    letters.length > 1 && found === found.toUpperCase() && found !== found.toLowerCase()
  return !matchCase && capitals ? text.toUpperCase() : text
}
