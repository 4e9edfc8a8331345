import type { Transaction } from 'prosemirror-state'
import { isHeadingNode } from './BlockNode.ts'

/** Makes the scenes from `first` to `last` begin at headings, each heading a scene: splits and joins wrappers only. */
export const wrapScenes = (tr: Transaction, first: number, last: number): void => {
  const edits: { readonly at: number; readonly join: boolean }[] = []
  tr.doc.forEach((scene, offset, i) => {
    if (i < first || i > last) return
    scene.forEach((block, inside, j) => {
      const heading = isHeadingNode(block)
      if (j === 0 && i > 0 && !heading) edits.push({ at: offset, join: true })
      if (j > 0 && heading) edits.push({ at: offset + 1 + inside, join: false })
    })
  })
  for (const { at, join } of edits.toReversed()) {
    if (join) tr.join(at)
    else tr.split(at)
  }
}
