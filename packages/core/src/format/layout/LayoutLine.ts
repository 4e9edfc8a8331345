/** A line of a laid-out page: where its text begins, counted in columns from 0, and the text. */
export interface LayoutLine {
  readonly indent: number
  /** Without white space at either end; empty for a blank line. */
  readonly text: string
}

/** A page of a laid-out script. A text without form feeds is one page. */
export type LayoutPage = readonly LayoutLine[]

const tabStop = 8

/** Tabs as the blanks to the next tab stop. */
const withoutTabs = (line: string): string => {
  let out = ''
  for (const character of line)
    out += character === '\t' ? ' '.repeat(tabStop - (out.length % tabStop)) : character
  return out
}

export const layoutPages = (text: string): LayoutPage[] =>
  text
    .replace(/^\uFEFF/u, '')
    .split('\f')
    .map((page) =>
      page.split(/\r\n|\r|\n/u).map((line) => {
        const shown = withoutTabs(line).trimEnd()
        const bare = shown.trimStart()
        return { indent: shown.length - bare.length, text: bare }
      }),
    )

export const isBlankLine = ({ text }: LayoutLine): boolean => text === ''

/** Upper case but for what stands in parentheses, with a letter. */
export const inCapitals = (text: string): boolean => {
  const bare = text.replaceAll(/\([^()]*\)/gu, '')
  return /\p{Lu}/u.test(bare) && !/\p{Ll}/u.test(bare)
}
