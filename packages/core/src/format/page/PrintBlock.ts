import type { Block } from '../../screenplay/Block.ts'
import { shownKind } from '../../screenplay/BlockKind.ts'
import { findSpans } from '../fountain/Span.ts'
import type { ElementShape, PageProfile, PrintedKind } from './PageProfile.ts'
import { type TextLine, wrapText } from './WrapText.ts'

/** A block as it is printed: its text without notes and boneyards, and the lines it takes. */
export interface PrintBlock {
  readonly block: Block
  readonly kind: PrintedKind
  readonly shape: ElementShape
  readonly text: string
  /** What the text lacks of the block's own; offsets of the block's text, in order. */
  readonly hidden: readonly Hidden[]
  readonly lines: readonly TextLine[]
}

/** A stretch of a block's text that is not printed. */
interface Hidden {
  readonly from: number
  readonly to: number
}

const unprinted = new Set(['section', 'synopsis', 'note', 'boneyard', 'page_break'])

/** Lays a block out alone; null for kinds that are not printed, and for one that is a note within and through. */
export const printBlock = (
  block: Block,
  profile: PageProfile,
  suffix = '',
  columns?: number,
): PrintBlock | null => {
  const shown = shownKind(block.kind)
  if (unprinted.has(shown)) return null
  const kind = shown as PrintedKind
  const own = profile.shapes[kind]
  const shape = columns === undefined ? own : { ...own, columns: Math.min(columns, own.columns) }
  const hidden = findSpans(block.text).spans
  const visible = hidden.length === 0 ? block.text : without(block.text, hidden)
  if (hidden.length > 0 && visible.trim() === '') return null
  const text = visible + suffix
  return { block, kind, shape, text, hidden, lines: wrapText(text, shape.columns) }
}

const without = (text: string, hidden: readonly Hidden[]): string => {
  let at = 0
  let visible = ''
  for (const { from, to } of hidden) {
    visible += text.slice(at, from)
    at = to
  }
  return visible + text.slice(at)
}

/** The offset in the block's own text of an offset in its printed text. */
export const blockOffset = ({ hidden }: PrintBlock, offset: number): number => {
  let at = offset
  for (const { from, to } of hidden) {
    if (from > at) break
    at += to - from
  }
  return at
}

/** The offset in a block's printed text of an offset in its own; where that is not printed, of what follows. */
export const printOffset = ({ hidden }: PrintBlock, offset: number): number => {
  let passed = 0
  for (const { from, to } of hidden) {
    if (from >= offset) break
    passed += Math.min(to, offset) - from
  }
  return offset - passed
}
