import { isSpansOnly, isBlank, isSpokenGap, type Line } from './Line.ts'
import { afterLine, type LineContext, lineKind, separates } from './LineKind.ts'
import { parenthesisLines } from './Parenthesis.ts'
import { separatesAfter } from './Spacing.ts'

/** The lines of one element, and the blank lines before it, each ended by a line feed. */
export interface Passage {
  readonly kind: string
  readonly lines: readonly Line[]
  readonly gap: string
}

/** Kinds whose lines make one element when nothing stands between them. */
const merging = new Set(['action', 'dialogue', 'lyrics', 'centered'])

/** Groups the lines of a script into elements. `end` is the blank lines behind the last one, joined. */
export const readPassages = (lines: readonly Line[]): { passages: Passage[]; end: string[] } => {
  const passages: { kind: string; lines: Line[]; gap: string }[] = []
  let blanks: string[] = []
  let speech = false
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const last = blanks.length === 0 ? passages.at(-1) : undefined
    if (isBlank(line)) {
      const count = speech ? spokenGaps(lines, i) : 0
      if (count === 0) {
        blanks.push(line.text)
        speech = false
        continue
      }
      const gaps = lines.slice(i, i + count)
      if (last?.kind === 'dialogue') last.lines.push(...gaps)
      else passages.push({ kind: 'dialogue', lines: gaps, gap: '' })
      i += count - 1
      continue
    }
    const kind = lineKind(line, contextAt(lines, i, speech, passages.at(-1)?.kind))
    const count = kind === 'parenthetical' ? Math.max(1, parenthesisLines(lines, i)) : 1
    const own = lines.slice(i, i + count)
    if (last?.kind === kind && merging.has(kind)) last.lines.push(...own)
    else passages.push({ kind, lines: own, gap: blanks.map((blank) => `${blank}\n`).join('') })
    blanks = []
    i += count - 1
    speech = staysSpeech(kind, speech, line)
  }
  return { passages, end: blanks }
}

const staysSpeech = (kind: string, speech: boolean, line: Line): boolean => {
  if (kind === 'character') return true
  return speech && (isSpansOnly(line) || speechKinds.has(kind))
}

const contextAt = (
  lines: readonly Line[],
  i: number,
  speech: boolean,
  previousKind: string | undefined,
): LineContext => {
  const previous = lines[i - 1]
  const before =
    previous === undefined ||
    previousKind === undefined ||
    separates(previous) ||
    separatesAfter(previousKind)
  if (speech || !before) {
    const parenthesis = speech && parenthesisLines(lines, i) > 0
    return { before, after: 'text', speech, spoken: false, parenthesis }
  }
  return {
    before,
    after: afterLine(lines[i + 1]),
    speech,
    spoken: isSpoken(lines, i),
    parenthesis: false,
  }
}

const speechKinds = new Set(['dialogue', 'parenthetical', 'lyrics'])

/** Whether a possible cue is followed by speech; notes and boneyards in between do not count. */
export const isSpoken = (lines: readonly Line[], cue: number): boolean => {
  let next = cue + 1
  while (next < lines.length && isSpansOnly(lines[next]!)) next++
  const line = lines[next]
  if (line === undefined || isBlank(line)) return false
  return speechKinds.has(lineKind(line, contextAt(lines, next, true, 'character')))
}

/** How many lines of two spaces stand here, if the speech goes on behind them; else 0. */
const spokenGaps = (lines: readonly Line[], from: number): number => {
  let to = from
  while (to < lines.length && isSpokenGap(lines[to]!.text)) to++
  const next = lines[to]
  if (to === from || next === undefined || isBlank(next) || isSpansOnly(next)) return 0
  const kind = lineKind(next, contextAt(lines, to, true, 'dialogue'))
  return kind === 'dialogue' || kind === 'parenthetical' ? to - from : 0
}
