import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { align } from './Align.ts'
import { groupScenes, idOf, sceneNode } from './BlockNode.ts'
import { updateText } from './TextSteps.ts'

/** Where each item of a list starts, given the sizes; one more for the end. */
const starts = (nodes: readonly Node[], first: number): number[] => {
  const at = [first]
  for (const node of nodes) at.push((at.at(-1) ?? first) + node.nodeSize)
  return at
}

const replaceNodes = (tr: Transaction, from: number, to: number, nodes: readonly Node[]): void => {
  tr.step(new ReplaceStep(from, to, new Slice(Fragment.from(nodes), 0, 0)))
}

const updateBlock = (tr: Transaction, position: number, old: Node, now: Node): void => {
  updateText(tr, position, now, undefined)
  if (!old.sameMarkup(now)) tr.setNodeMarkup(position, null, now.attrs)
}

/** Edits from the end to the start, so that no edit moves one that is still to come. */
const backwards = (edits: readonly { readonly at: number; readonly run: () => void }[]): void => {
  for (const edit of edits.toSorted((left, right) => right.at - left.at)) edit.run()
}

/** Makes the scene at `position` hold `blocks`; its first block stays the same. */
const updateScene = (
  tr: Transaction,
  position: number,
  scene: Node,
  blocks: readonly Node[],
): void => {
  const old = scene.content.content
  if (old.length === blocks.length && old.every((node, i) => node === blocks[i])) return
  const at = starts(old, position + 1)
  const { kept, gaps } = align(old.map(idOf), blocks.map(idOf))
  backwards([
    ...gaps.map((gap) => ({
      at: (at[gap.from] ?? 0) - 0.5,
      run: () =>
        replaceNodes(tr, at[gap.from] ?? 0, at[gap.to] ?? 0, blocks.slice(gap.newFrom, gap.newTo)),
    })),
    ...kept.flatMap(([i, j]) => {
      const [before, after] = [old[i], blocks[j]]
      const start = at[i]
      return before === undefined || after === undefined || before === after || start === undefined
        ? []
        : [{ at: start, run: () => updateBlock(tr, start, before, after) }]
    }),
  ])
}

const sceneKey = (blocks: readonly Node[]): string => {
  const first = blocks[0]
  return first === undefined ? '' : idOf(first)
}

/**
 * Replaces the scenes from `first` up to `last` of the document by `blocks`, with as few and as small steps as it can:
 * scenes are matched by their first block, blocks within a scene by id, and texts changed in place.
 */
export const replaceScenes = (
  tr: Transaction,
  first: number,
  last: number,
  blocks: readonly Node[],
): void => {
  const scenes = tr.doc.content.content.slice(first, last)
  const groups = groupScenes(blocks)
  const start = tr.doc.content.content
    .slice(0, first)
    .reduce((size, scene) => size + scene.nodeSize, 0)
  const at = starts(scenes, start)
  const { kept, gaps } = align(
    scenes.map((scene) => sceneKey(scene.content.content)),
    groups.map(sceneKey),
  )
  backwards([
    ...gaps.map((gap) => ({
      at: (at[gap.from] ?? 0) - 0.5,
      run: () =>
        replaceNodes(
          tr,
          at[gap.from] ?? 0,
          at[gap.to] ?? 0,
          groups.slice(gap.newFrom, gap.newTo).map(sceneNode),
        ),
    })),
    ...kept.flatMap(([i, j]) => {
      const [scene, group, position] = [scenes[i], groups[j], at[i]]
      return scene === undefined || group === undefined || position === undefined
        ? []
        : [{ at: position, run: () => updateScene(tr, position, scene, group) }]
    }),
  ])
}
