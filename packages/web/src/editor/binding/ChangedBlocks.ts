import type { Node } from 'prosemirror-model'

/** The blocks in which two versions of the editor's document differ, trimmed from both ends by identity. */
export interface ChangedBlocks {
  readonly before: readonly Node[]
  readonly after: readonly Node[]
  /** The unchanged blocks around them. */
  readonly previous: Node | null
  readonly next: Node | null
  /** How many blocks of the changed scenes stand before `after`, in the new document. */
  readonly skipped: number
  /** Scenes of the new document that are the same objects as before, at its start and at its end. */
  readonly sameScenesBefore: number
  readonly sameScenesAfter: number
}

const childrenOf = (node: Node): readonly Node[] => node.content.content

/** How many items at the start and at the end are the same objects. */
const sameEnds = (old: readonly Node[], now: readonly Node[]): readonly [number, number] => {
  const most = Math.min(old.length, now.length)
  let start = 0
  while (start < most && old[start] === now[start]) start++
  let end = 0
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  return [start, end]
}

const blocksIn = (scenes: readonly Node[]): Node[] => scenes.flatMap(childrenOf)

export const changedBlocks = (old: Node, now: Node): ChangedBlocks => {
  const [oldScenes, nowScenes] = [childrenOf(old), childrenOf(now)]
  const [first, last] = sameEnds(oldScenes, nowScenes)
  const before = blocksIn(oldScenes.slice(first, oldScenes.length - last))
  const after = blocksIn(nowScenes.slice(first, nowScenes.length - last))
  const [start, end] = sameEnds(before, after)
  return {
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
    previous: after[start - 1] ?? nowScenes[first - 1]?.lastChild ?? null,
    next: after[after.length - end] ?? nowScenes[nowScenes.length - last]?.firstChild ?? null,
    skipped: start,
    sameScenesBefore: first,
    sameScenesAfter: last,
  }
}
