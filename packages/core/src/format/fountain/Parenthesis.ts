import { isBlank, type Line } from './Line.ts'

/** How many lines a parenthetical may take: a parenthesis that is closed later than that is text. */
const longest = 20

/** The number of lines from `from` on that one parenthesis takes; 0 when it is not closed at the end of a line. */
export const parenthesisLines = (lines: readonly Line[], from: number): number => {
  let depth = 0
  for (let i = from; i < Math.min(lines.length, from + longest); i++) {
    const line = lines[i]!
    if (isBlank(line)) return 0
    for (const [sign] of line.bare.matchAll(/[()]/g)) depth += sign === '(' ? 1 : -1
    if (depth <= 0) return line.bare.trimEnd().endsWith(')') ? i - from + 1 : 0
  }
  return 0
}

/** Whether the parenthesis that a line opens is closed at the end of it or of a later one. */
export const closesParenthesis = (lines: readonly Line[], from: number): boolean =>
  parenthesisLines(lines, from) > 0
