/** One line of a wrapped text, as offsets into it; the spaces a break swallows belong to no line. */
export interface TextLine {
  readonly from: number
  readonly to: number
}

/** Text as lines of at most so many columns: at spaces, after hyphens and dashes, else within a word. */
export const wrapText = (text: string, columns: number, start = 0): TextLine[] => {
  const lines: TextLine[] = []
  for (let at = start; ;) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    wrapStretch(text, at, end, columns, lines)
    if (newline === -1) return lines
    at = newline + 1
  }
}

const wrapStretch = (
  text: string,
  start: number,
  end: number,
  columns: number,
  lines: TextLine[],
): void => {
  for (let at = start; ;) {
    const limit = fit(text, at, end, columns)
    if (limit === end) {
      lines.push({ from: at, to: trimEnd(text, at, end) })
      return
    }
    const cut = lastBreak(text, at, limit)
    lines.push({ from: at, to: trimEnd(text, at, cut) })
    at = skipSpaces(text, cut, end)
    if (at === end) return
  }
}

/** Where the text that fits in the columns ends; at least one character does. */
const fit = (text: string, from: number, end: number, columns: number): number => {
  let taken = 0
  for (let at = from; at < end;) {
    const code = text.codePointAt(at)!
    taken += columnsOf(code)
    if (taken > columns && at > from) return at
    at += code > 0xffff ? 2 : 1
  }
  return end
}

const combining = /\p{M}|\u200d|\ufe0f/u

/** How many columns a character takes: none for marks on another, two for the wide ones of East Asia and emoji. */
const columnsOf = (code: number): number => {
  if (code < 0x300) return 1
  if (isWide(code)) return 2
  return combining.test(String.fromCodePoint(code)) ? 0 : 1
}

const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6b) ||
  (code >= 0xff01 && code <= 0xff60) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd)

/** The last place up to the limit where a line may end; the limit itself when a single word is too long. */
const lastBreak = (text: string, from: number, limit: number): number => {
  if (text[limit] === ' ' || text[limit] === '\t') return limit
  let inked = from
  while (inked < limit && isSpace(text[inked])) inked += 1
  for (let at = limit; at > inked + 1; at -= 1) if (breaksBefore(text, at)) return at
  return limit
}

const dashes = '-\u2010\u2012\u2013\u2014'

const breaksBefore = (text: string, at: number): boolean => {
  const last = text[at - 1]!
  if (isSpace(last)) return true
  if (dashes.includes(last)) return !dashes.includes(text[at]!) && !isSpace(text[at - 2])
  return isWide(last.charCodeAt(0)) || isWide(text.charCodeAt(at))
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t'

const trimEnd = (text: string, from: number, to: number): number => {
  let end = to
  while (end > from && isSpace(text[end - 1])) end -= 1
  return end
}

const skipSpaces = (text: string, from: number, end: number): number => {
  let at = from
  while (at < end && isSpace(text[at])) at += 1
  return at
}
