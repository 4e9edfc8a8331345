import { isHeadingShaped } from '../fountain/LineKind.ts'
import type { ScriptLine } from './Furniture.ts'
import { inCapitals, isBlankLine } from './LayoutLine.ts'
import { numberedHeading } from './NumberedHeading.ts'

/** How a script stands on its pages. */
export interface Columns {
  /** Where headings and action begin. */
  readonly base: number
  /** Cues and speeches are known by where they stand; else by capitals alone. */
  readonly indented: boolean
}

/** How far in a speech stands at least, and a cue from there. */
export const speechIndent = 5
const cueIndent = 3

export const columnsOf = (lines: readonly ScriptLine[]): Columns => {
  const base = baseOf(lines)
  let [inside, outside] = [0, 0]
  lines.forEach((line, i) => {
    const next = lines[i + 1]
    if (!inCapitals(line.text) || isHeadingShaped(line.text) || line.text.startsWith('(')) return
    const before = lines[i - 1]
    if (next === undefined || isBlankLine(next)) return
    if (before !== undefined && !isBlankLine(before) && line.over === null) return
    if (standsIn(line, next, base)) inside += 1
    else outside += 1
  })
  return { base, indented: inside > 0 && inside >= outside }
}

/** A cue stands further in than what is spoken, which stands further in than action. */
export const standsIn = (cue: ScriptLine, next: ScriptLine, base: number): boolean =>
  next.indent - base >= speechIndent && cue.indent - next.indent >= cueIndent

const baseOf = (lines: readonly ScriptLine[]): number => {
  const shown = lines.filter((line) => !isBlankLine(line))
  const headings = shown.flatMap((line) => numberedHeading(line)?.column ?? [])
  if (headings.length > 0) return Math.min(...headings)
  return shown.length === 0 ? 0 : Math.min(...shown.map(({ indent }) => indent))
}
