import type { BlockDraft } from '../../screenplay/Block.ts'

const spoken = new Set(['dialogue', 'parenthetical', 'lyrics', 'note', 'boneyard'])

/**
 * The indices of the cues that are the second of a pair, shown beside the speech before them: they carry `dual`, and
 * a speech that is not itself second in a pair stands directly before them.
 */
export const dualCues = (blocks: readonly Pick<BlockDraft, 'kind' | 'attrs'>[]): Set<number> => {
  const second = new Set<number>()
  let speech: 'none' | 'single' | 'paired' = 'none'
  blocks.forEach(({ kind, attrs }, i) => {
    if (kind === 'character') {
      const pairs = speech === 'single' && attrs?.['dual'] === true
      if (pairs) second.add(i)
      speech = pairs ? 'paired' : 'single'
    } else if (!spoken.has(kind)) speech = 'none'
  })
  return second
}

/** Two speeches shown side by side, as indices: the cue of each, and what stands behind the second. */
export interface DualPair {
  readonly first: number
  readonly second: number
  readonly end: number
}

/** The pairs of a script, by the index each begins at. */
export const dualPairs = (
  blocks: readonly Pick<BlockDraft, 'kind' | 'attrs'>[],
): ReadonlyMap<number, DualPair> => {
  const pairs = new Map<number, DualPair>()
  for (const second of dualCues(blocks)) {
    let first = second - 1
    while (first > 0 && blocks[first]!.kind !== 'character') first -= 1
    let end = second + 1
    while (end < blocks.length && spoken.has(blocks[end]!.kind)) end += 1
    pairs.set(first, { first, second, end })
  }
  return pairs
}
