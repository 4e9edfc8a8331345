import { sentenceEnds } from './Sentences.ts'
import type { PageUnit, SingleUnit } from './PageUnit.ts'
import { type TextLine, wrapText } from './WrapText.ts'

/** How far the rules are kept: as written; then words instead of sentences; then anywhere, for what is over a page. */
export const strictness = ['sentences', 'lines', 'anywhere'] as const
export type Strictness = (typeof strictness)[number]

/** At least so many lines of a paragraph stay, and as many are taken over (Trelby's defaults). */
export const leastLines = 2

/** Keeps with what follows it: a page never ends with one. */
const leads = new Set(['scene_heading', 'shot', 'act_break', 'character', 'parenthetical'])

/** Whether a page may end between two neighbours. */
export const mayPart = (above: PageUnit, below: PageUnit, strict: Strictness): boolean => {
  if (strict === 'anywhere') return true
  if (above.type === 'single' && leads.has(above.print.kind)) return false
  if (below.type === 'dual') return true
  const { kind } = below.print
  if (kind === 'transition') return false
  if (kind === 'centered') return above.type === 'single' && above.print.kind === 'centered'
  return true
}

/** A paragraph in two: what stays on the page, and where the rest begins. */
export interface Parting {
  readonly kept: readonly TextLine[]
  readonly next: number
  /** How many lines the rest takes. */
  readonly rest: number
}

const paragraphs = new Set(['action', 'general', 'centered', 'dialogue', 'lyrics'])

/** Parts a paragraph so that at most so many lines stay; null where no rule allows it. */
export const partParagraph = (
  { print }: SingleUnit,
  lines: readonly TextLine[],
  room: number,
  strict: Strictness,
  least: { readonly kept: number; readonly rest: number },
): Parting | null => {
  if (room < 1 || (strict !== 'anywhere' && !paragraphs.has(print.kind))) return null
  if (strict !== 'sentences') {
    const kept = strict === 'anywhere' ? Math.min(room, lines.length - 1) : room
    const [stay, take] = strict === 'anywhere' ? [1, 1] : [leastLines, leastLines]
    const count = Math.min(kept, lines.length - take)
    if (count < stay) return null
    return { kept: lines.slice(0, count), next: lines[count]!.from, rest: lines.length - count }
  }
  if (lines.length < least.kept + least.rest) return null
  const { text, shape } = print
  const from = lines[0]!.from
  for (const { end, next } of sentenceEnds(text, from).toReversed()) {
    const line = lines.findIndex(({ to }) => to >= end)
    if (line >= room) continue
    if (line + 1 < least.kept) return null
    const rest = wrapText(text, shape.columns, next).length
    if (rest < least.rest) continue
    const kept = lines.slice(0, line + 1)
    return { kept: [...kept.slice(0, -1), { from: kept.at(-1)!.from, to: end }], next, rest }
  }
  return null
}
