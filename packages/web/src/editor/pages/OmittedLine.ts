import type { BlockId } from '@coldopen/core/id'
import type { PageProfile } from '@coldopen/core/page'
import { type Block, omittedBlock, omittedId, type OmittedScene } from '@coldopen/core/screenplay'
import { Decoration } from 'prosemirror-view'
import { geometryOf } from '../elements/Geometry.ts'
import type { BreakMark } from './BreakMark.ts'
import type { PageGap } from './Sheet.ts'

/** Where the line of an omitted scene is shown: above a block, or at the end of the script below it. */
export interface OmittedAnchor {
  readonly block: BlockId
  readonly below: boolean
  /** How many such lines come between it and the block, or the end. */
  readonly next: number
}

export type OmittedAnchors = ReadonlyMap<BlockId, OmittedAnchor>

const none: OmittedAnchors = new Map()

/** Where each of them is shown, by the id of its line; `last` is the last block of the script. */
export const omittedAnchors = (
  omitted: readonly OmittedScene[],
  last: BlockId | undefined,
): OmittedAnchors => {
  if (omitted.length === 0 || last === undefined) return none
  return new Map(
    omitted.map(({ id, before }, i) => {
      const next = omitted.slice(i + 1).filter((other) => other.before === before).length
      return [omittedId(id), { block: before ?? last, below: before === null, next }]
    }),
  )
}

/** Makes the lines of omitted scenes; the same line is the same object again. */
export const omittedLines = (): ((scene: OmittedScene) => Block) => {
  const known = new Map<string, Block>()
  return (scene) => {
    const name = `${scene.id} ${scene.number}`
    const line = known.get(name) ?? omittedBlock(scene)
    known.set(name, line)
    return line
  }
}

/** What a page that begins with such a line draws above it. */
export type OmittedHead =
  | { readonly type: 'gap'; readonly gap: PageGap }
  | { readonly type: 'label'; readonly label: string }
  | null

/** Draws the line of an omitted scene, as a scene of one heading that is no text of the script. */
export const omittedMark = (
  { id, text, attrs }: Block,
  { block, below, next }: OmittedAnchor,
  before: number,
  head: OmittedHead,
): BreakMark => {
  const number = String(attrs['number'])
  const lines = head?.type === 'gap' ? head.gap.lines : before
  const told = head === null ? '' : head.type === 'gap' ? head.gap.text : head.label
  const spec = { key: [id, number, block, below, next, lines, told].join('|'), more: 0 }
  const draw = (): HTMLElement => {
    const scene = document.createElement('section')
    scene.className = 'co-scene co-scene-numbered co-omitted'
    scene.contentEditable = 'false'
    scene.dataset['number'] = number
    scene.style.containIntrinsicBlockSize = `auto ${lines + 1}em`
    scene.style.setProperty('--co-heading-line', String(lines))
    const line = document.createElement('p')
    line.dataset['kind'] = 'scene_heading'
    line.dataset['number'] = number
    line.style.setProperty('--co-before', String(lines))
    if (head?.type === 'gap') {
      line.className = 'co-sheet-above'
      line.dataset['gap'] = head.gap.text
      line.style.setProperty('--co-foot', String(head.gap.foot))
    }
    if (head?.type === 'label') {
      line.className = 'co-break-above'
      line.dataset['label'] = head.label
    }
    line.textContent = text
    scene.append(line)
    return scene
  }
  return {
    ...spec,
    block,
    draw: ({ node, position }) =>
      Decoration.widget(below ? position + node.nodeSize + 1 : position - 1, draw, {
        ...spec,
        side: -1 - next,
        ignoreSelection: true,
        stopEvent: () => false,
      }),
  }
}

/** Blank lines before such a line where no page begins with it. */
export const omittedBefore = (before: number, paper: boolean, profile: PageProfile): number =>
  paper ? before : geometryOf(profile).scene_heading.before
