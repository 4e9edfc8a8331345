import { isBlankLine, type LayoutLine, type LayoutPage } from './LayoutLine.ts'

/** A line of the script, and whether a page ended before it: after (MORE), or otherwise. */
export interface ScriptLine extends LayoutLine {
  readonly over: 'more' | 'page' | null
}

/** `23.`, `- 23 -`, `Page 23`: alone on its line. */
const pageNumber = /^(?:-\s*)?(?:page\s+)?\d{1,3}[A-Z]?(?:\.|\s*-)?$/iu
const goesOn = /^\(?continued\)?:?(?:\s*\(\d+\))?$/iu
const more = /^\(more\)$/iu

/** Where a page number stands, if not first on its page. */
const farRight = 40

const isFurniture = ({ text, indent }: LayoutLine, first: boolean): boolean =>
  more.test(text) || goesOn.test(text) || (pageNumber.test(text) && (first || indent >= farRight))

/** A script's lines without page numbers, (MORE) and CONTINUED, and how many of those there were. */
export const withoutFurniture = (
  pages: readonly LayoutPage[],
): { readonly lines: readonly ScriptLine[]; readonly furniture: number } => {
  const lines: ScriptLine[] = []
  let over: ScriptLine['over'] = null
  let furniture = 0
  pages.forEach((page, number) => {
    if (number > 0) over ??= 'page'
    let first = pages.length > 1
    for (const line of page) {
      if (isFurniture(line, first)) {
        furniture += 1
        over = over === 'more' || more.test(line.text) ? 'more' : 'page'
      } else if (!isBlankLine(line)) {
        if (over !== null) while (lines.length > 0 && isBlankLine(lines.at(-1)!)) lines.pop()
        lines.push({ ...line, over: lines.length === 0 ? null : over })
        over = null
        first = false
      } else if (over === null) lines.push({ ...line, over: null })
    }
  })
  return { lines, furniture }
}
