import type { BlockId } from '@coldopen/core/id'
import type { PageProfile } from '@coldopen/core/page'
import { Decoration } from 'prosemirror-view'
import { blockKind } from '../elements/ElementKind.ts'
import { geometryOf } from '../elements/Geometry.ts'
import { lineCounts } from '../elements/LineCount.ts'
import { stretchLines } from './linesTaken.ts'
import type { PlacedBlock, PlacedScene } from './PlacedBlock.ts'
import type { PageGap } from './Sheet.ts'

/** One thing drawn into the script. */
export interface BreakMark {
  readonly block: BlockId
  /** Says all that it shows: a mark that says the same need not be drawn again. */
  readonly name: string
  readonly decoration: Decoration
}

/** Draws page breaks. Text is never touched: attributes of its block, or between two sheets an element without text. */
export interface Pencil {
  /** Sets the blank lines before a block. */
  before(placed: PlacedBlock, lines: number): void
  /** The end of a sheet and the beginning of the next, above a block or at an offset in its text. */
  gapAbove(placed: PlacedBlock, gap: PageGap): void
  gapWithin(placed: PlacedBlock, offset: number, gap: PageGap): void
  /** A line across continuous text. */
  lineAbove(placed: PlacedBlock, label: string): void
  lineWithin(placed: PlacedBlock, offset: number, label: string): void
  /** Marks a cue with (CONT'D). */
  goesOn(placed: PlacedBlock): void
  /** All that was drawn. */
  marks(): readonly BreakMark[]
}

type Attributes = Record<string, string>

export const makePencil = (profile: PageProfile): Pencil => {
  const drawn: BreakMark[] = []
  const taller = new Map<PlacedScene, number>()
  const headings = new Map<PlacedScene, number>()
  const grow = ({ scene }: PlacedBlock, lines: number): void => {
    taller.set(scene, (taller.get(scene) ?? 0) + lines)
  }
  /** Other blank lines before a block than its element has. */
  const space = (placed: PlacedBlock, lines: number): void => {
    grow(placed, lines - beforeOf(placed))
    if (placed.position === placed.scene.position + 1) headings.set(placed.scene, lines)
  }
  const mark = ({ block, node, position }: PlacedBlock, attributes: Attributes): void => {
    const decoration = Decoration.node(position, position + node.nodeSize, attributes)
    drawn.push({ block: block.id, name: Object.values(attributes).join(), decoration })
  }
  const beforeOf = ({ node }: PlacedBlock): number => geometryOf(profile)[blockKind(node)].before
  const sceneMark = (scene: PlacedScene, lines: number): BreakMark => {
    const heading = headings.get(scene)
    const line = heading === undefined ? '' : `; --co-heading-line: ${heading}`
    const style = `--co-more: ${lines}${line}`
    const end = scene.position + scene.node.nodeSize
    const decoration = Decoration.node(scene.position, end, { style })
    return { block: scene.node.firstChild?.attrs['id'] as BlockId, name: style, decoration }
  }
  return {
    before(placed, lines) {
      if (lines === beforeOf(placed)) return
      space(placed, lines)
      mark(placed, { style: `--co-before: ${lines}` })
    },
    gapAbove(placed, { lines, foot, text }) {
      space(placed, lines)
      const style = `--co-before: ${lines}; --co-foot: ${foot}`
      mark(placed, { class: 'co-sheet-above', 'data-gap': text, style })
    },
    gapWithin(placed, offset, gap) {
      const { node, position, block } = placed
      const whole = lineCounts(profile).starts(node).length
      const kept = stretchLines(node, 0, offset, profile)
      const rest = stretchLines(node, offset, Infinity, profile)
      grow(placed, gap.lines + kept + rest - whole)
      const name = `${block.id} ${offset} ${gap.foot} ${gap.text}`
      const decoration = Decoration.widget(position + 1 + offset, gapElement(gap), {
        key: name,
        side: -1,
        marks: [],
        ignoreSelection: true,
      })
      drawn.push({ block: block.id, name, decoration })
    },
    lineAbove: (placed, label) => mark(placed, { class: 'co-break-above', 'data-label': label }),
    lineWithin(placed, offset, label) {
      const starts = lineCounts(profile).starts(placed.node)
      const row = starts.findIndex((start) => start >= offset)
      const style = `--co-row: ${row < 0 ? starts.length : row}`
      mark(placed, { class: 'co-break-within', 'data-label': label, style })
    },
    goesOn: (placed) => mark(placed, { class: 'co-goes-on' }),
    marks: () => [...drawn, ...[...taller].map(([scene, lines]) => sceneMark(scene, lines))],
  }
}

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
