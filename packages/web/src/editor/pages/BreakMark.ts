import type { BlockId } from '@coldopen/core/id'
import type { PageProfile } from '@coldopen/core/page'
import { type Block, shownKind } from '@coldopen/core/screenplay'
import { Decoration } from 'prosemirror-view'
import { geometryOf } from '../elements/Geometry.ts'
import type { BlockPlace } from './scriptBlocks.ts'
import type { PageGap } from './Sheet.ts'
import { shownLines } from './shownLines.ts'

/** What a drawn mark tells of itself. */
export interface MarkSpec {
  /** Says all that it shows: a mark that says the same need not be drawn again. */
  readonly key: string
  /** Lines by which its scene is taller. */
  readonly more: number
  /** Blank lines before the block, where the mark changes them. */
  readonly before?: number
}

/**
 * One thing drawn into the script. Text is never touched: it is attributes of a block, or between two sheets an element
 * without text.
 */
export interface BreakMark extends MarkSpec {
  readonly block: BlockId
  readonly draw: (place: BlockPlace) => Decoration
}

type Attributes = Readonly<Record<string, string>>

const onBlock = (
  block: Block,
  attributes: Attributes,
  space: { readonly more: number; readonly before?: number } = { more: 0 },
): BreakMark => {
  const spec = { key: [block.id, ...Object.values(attributes)].join('|'), ...space }
  return {
    ...spec,
    block: block.id,
    draw: ({ node, position }) =>
      Decoration.node(position, position + node.nodeSize, attributes, spec),
  }
}

const usualBefore = ({ kind }: Block, profile: PageProfile): number =>
  geometryOf(profile)[shownKind(kind)].before

/** Other blank lines before a block than its element has; null when they are the same. */
export const blankLines = (
  block: Block,
  before: number,
  profile: PageProfile,
): BreakMark | null => {
  const more = before - usualBefore(block, profile)
  return more === 0 ? null : onBlock(block, { style: `--co-before: ${before}` }, { more, before })
}

/** The end of a sheet and the beginning of the next above a block. */
export const gapAboveBlock = (
  block: Block,
  { lines, foot, text }: PageGap,
  profile: PageProfile,
): BreakMark => {
  const style = `--co-before: ${lines}; --co-foot: ${foot}`
  const attributes = { class: 'co-sheet-above', 'data-gap': text, style }
  return onBlock(block, attributes, { more: lines - usualBefore(block, profile), before: lines })
}

/** The same at an offset in a block's text. */
export const gapWithinBlock = (
  block: Block,
  offset: number,
  gap: PageGap,
  profile: PageProfile,
): BreakMark => {
  const lines = (from: number, to: number) => shownLines(block, profile, from, to).length
  const parted = lines(0, offset) + lines(offset, Infinity) - lines(0, Infinity)
  const key = `${block.id}|${offset}|${gap.foot}|${gap.text}`
  const spec = { key, more: gap.lines + parted }
  return {
    ...spec,
    block: block.id,
    draw: ({ position }) =>
      Decoration.widget(position + 1 + offset, gapElement(gap), {
        ...spec,
        side: -1,
        marks: [],
        ignoreSelection: true,
      }),
  }
}

/** A line across continuous text, above a block or below the line that holds an offset. */
export const lineAbove = (block: Block, label: string): BreakMark =>
  onBlock(block, { class: 'co-break-above', 'data-label': label })

export const lineWithin = (
  block: Block,
  offset: number,
  label: string,
  profile: PageProfile,
): BreakMark => {
  const starts = shownLines(block, profile)
  const row = starts.findIndex((start) => start >= offset)
  const style = `--co-row: ${row < 0 ? starts.length : row}`
  return onBlock(block, { class: 'co-break-within', 'data-label': label, style })
}

/** Marks a cue with (CONT'D). */
export const goesOn = (block: Block): BreakMark => onBlock(block, { class: 'co-goes-on' })

const gapElement =
  ({ lines, foot, text }: PageGap) =>
  (): HTMLElement => {
    const gap = document.createElement('span')
    gap.className = 'co-sheet-within'
    gap.dataset['gap'] = text
    gap.style.setProperty('--co-before', String(lines))
    gap.style.setProperty('--co-foot', String(foot))
    gap.setAttribute('aria-hidden', 'true')
    return gap
  }
