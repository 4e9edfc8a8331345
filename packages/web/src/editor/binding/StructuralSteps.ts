import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { align, type Gap } from './Align.ts'
import { docNode, idOf } from './BlockNode.ts'
import { updateText } from './TextSteps.ts'
import { wrapScenes } from './WrapScenes.ts'

/** A block of the document with the positions around it, and those around its scene if it is an end of it. */
interface Spot {
  readonly node: Node
  readonly from: number
  readonly to: number
  readonly sceneFrom: number | null
  readonly sceneTo: number | null
}

const spotsOf = (doc: Node, first: number, last: number): Spot[] => {
  const spots: Spot[] = []
  doc.forEach((scene, offset, i) => {
    if (i < first || i >= last) return
    scene.forEach((node, inside, j) => {
      const from = offset + 1 + inside
      spots.push({
        node,
        from,
        to: from + node.nodeSize,
        sceneFrom: j === 0 ? offset : null,
        sceneTo: j === scene.childCount - 1 ? offset + scene.nodeSize : null,
      })
    })
  })
  return spots
}

const replace = (tr: Transaction, from: number, to: number, nodes: readonly Node[]): void => {
  tr.step(new ReplaceStep(from, to, new Slice(Fragment.from(nodes), 0, 0)))
}

/** Deletes blocks from the last to the first, a scene with all of its blocks at once. */
const remove = (tr: Transaction, spots: readonly Spot[]): void => {
  let end: number | null = null
  let sceneTo: number | null = null
  for (const [i, spot] of spots.toReversed().entries()) {
    end ??= spot.to
    sceneTo = spot.sceneTo ?? sceneTo
    const firstOfAll = i === spots.length - 1
    if (spot.sceneFrom === null && !firstOfAll) continue
    if (spot.sceneFrom !== null && sceneTo !== null) replace(tr, spot.sceneFrom, sceneTo, [])
    else replace(tr, spot.from, end, [])
    end = null
    sceneTo = null
  }
}

/** Fills a gap between blocks that stay. New blocks go into the scene before it; wrappers are put right at the end. */
const fill = (tr: Transaction, spots: readonly Spot[], gap: Gap, blocks: readonly Node[]): void => {
  const fresh = blocks.slice(gap.newFrom, gap.newTo)
  const [previous, next] = [spots[gap.from - 1], spots[gap.to]]
  if (previous === undefined && next !== undefined) replace(tr, next.from, next.from, fresh)
  remove(tr, spots.slice(gap.from, gap.to))
  if (previous !== undefined && fresh.length > 0) replace(tr, previous.to, previous.to, fresh)
}

/**
 * Makes the scenes from `first` up to `last` of the document hold `blocks`, with as few and as small steps as it can:
 * blocks that stay are matched by id and keep their positions, whatever becomes of the scenes around them.
 */
export const replaceScenes = (
  tr: Transaction,
  first: number,
  last: number,
  blocks: readonly Node[],
): void => {
  const behind = tr.doc.childCount - last
  const spots = spotsOf(tr.doc, first, last)
  const { kept, gaps } = align(
    spots.map(({ node }) => idOf(node)),
    blocks.map(idOf),
  )
  const [start, end] = [spots[0]?.sceneFrom ?? 0, spots.at(-1)?.sceneTo ?? tr.doc.content.size]
  if (kept.length === 0) {
    replace(tr, start, end, docNode(blocks).content.content)
  } else {
    let gap = gaps.length - 1
    for (let k = kept.length; k >= 0; k--) {
      const after = kept[k - 1]?.[0] ?? -1
      const here = gaps[gap]
      if (here !== undefined && here.from === after + 1) {
        fill(tr, spots, here, blocks)
        gap--
      }
      const [spot, now] = [spots[after], blocks[kept[k - 1]?.[1] ?? -1]]
      if (spot === undefined || now === undefined || spot.node === now) continue
      updateText(tr, spot.from, now, undefined)
      if (!spot.node.sameMarkup(now)) tr.setNodeMarkup(spot.from, null, now.attrs)
    }
  }
  wrapScenes(tr, first, tr.doc.childCount - behind)
}
