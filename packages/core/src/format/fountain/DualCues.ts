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
