import { inCapitals, isBlankLine, type LayoutLine } from './LayoutLine.ts'

const twoCues = /^(\S(?:.*?\S)?)\s{8,}(\S.*)$/u
const shownAt = ({ indent, text }: LayoutLine): string => ' '.repeat(indent) + text

/** Two speeches side by side, as the lines of each; null when these are no two columns. The first line is the cues'. */
export const dualColumns = (
  lines: readonly LayoutLine[],
): readonly [readonly LayoutLine[], readonly LayoutLine[]] | null => {
  const [cues, ...spoken] = lines
  if (cues === undefined || spoken.length === 0 || !inCapitals(cues.text)) return null
  const [, left = '', right = ''] = twoCues.exec(cues.text) ?? []
  if (left === '') return null
  const between = columnBetween(
    spoken.map(shownAt),
    cues.indent,
    cues.indent + cues.text.length - right.length,
  )
  if (between === null) return null
  const part = (from: number, to?: number): LayoutLine[] =>
    spoken
      .map((line) => shownAt(line).slice(from, to))
      .map((text) => ({ indent: 0, text: text.trim() }))
      .filter((line) => !isBlankLine(line))
  const of = (cue: string, said: LayoutLine[]) => [{ indent: 0, text: cue }, ...said]
  return [of(left, part(0, between)), of(right, part(between))]
}

/** Where the right column begins: behind the widest stretch no line has anything in. */
const columnBetween = (lines: readonly string[], from: number, to: number): number | null => {
  let best: { at: number; width: number } | null = null
  let width = 0
  for (let at = from; at <= to; at += 1) {
    if (lines.every((line) => (line[at] ?? ' ') === ' ')) width += 1
    else {
      if (width >= 2 && width > (best?.width ?? 0)) best = { at, width }
      width = 0
    }
  }
  if (width >= 2 && width > (best?.width ?? 0)) best = { at: to, width }
  return best?.at ?? null
}
