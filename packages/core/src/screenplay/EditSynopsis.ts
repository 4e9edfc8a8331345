import type { BlockId } from '../id/Id.ts'
import { type Block, readBlock } from './Block.ts'
import { hideBlocks, insertBlocks } from './EditBlocks.ts'
import { NoSuchBlock } from './NoSuchBlock.ts'
import { reconcile } from './Reconcile.ts'
import { isHead, sceneRun } from './SceneRun.ts'
import type { Script } from './Script.ts'
import { synopsisSpan } from './Synopsis.ts'
import { withText } from './WithText.ts'

const synopsisOf = (script: Script, head: BlockId): readonly Block[] => {
  if (!script.index.has(head) || !isHead(script, head)) throw new NoSuchBlock({ id: head })
  const blocks = sceneRun(script, head).blocks.flatMap((id) => readBlock(script.doc, id) ?? [])
  const { from, to } = synopsisSpan(blocks.map(({ kind }) => kind))
  return blocks.slice(from, to)
}

/** The synopsis of a scene: the lines of its synopses. */
export const readSynopsis = (script: Script, head: BlockId): string =>
  synopsisOf(script, head)
    .map(({ text }) => text)
    .join('\n')

/**
 * Makes the synopsis of a scene read as given: a synopsis for each line. Lines that stay keep their blocks, of a line that
 * changes only the stretch that differs is written, and an empty text takes the synopsis out of the script.
 */
export const setSynopsis = (script: Script, head: BlockId, text: string): void => {
  const blocks = synopsisOf(script, head)
  const wanted = text.replaceAll(/\r\n?/g, '\n').toWellFormed()
  if (blocks.map((block) => block.text).join('\n') === wanted) return
  const ids = blocks.map(({ id }) => id)
  if (wanted === '') return hideBlocks(script, ids)
  const draft = (line: string) => ({ kind: 'synopsis', text: line })
  if (blocks.length === 0) {
    insertBlocks(script, head, wanted.split('\n').map(draft))
    return
  }
  let rest = wanted
  let before = 0
  while (before < blocks.length && rest.startsWith(`${blocks[before]?.text}\n`))
    rest = rest.slice((blocks[before++]?.text.length ?? 0) + 1)
  let after = blocks.length
  while (after > before && rest.endsWith(`\n${blocks[after - 1]?.text}`))
    rest = rest.slice(0, -1 - (blocks[--after]?.text.length ?? 0))
  const lines = rest.split('\n')
  const was = blocks.slice(before, after)
  const previous = ids[before - 1] ?? script.index.neighbour(ids[0] ?? head, -1) ?? head
  reconcile(script, {
    previous,
    next: script.index.neighbour(was.at(-1)?.id ?? previous, 1),
    was: was.map(({ id }) => id),
    now: lines.map((line, at) => {
      const block = was[at]
      return block === undefined
        ? {
            id: script.ids.short() as BlockId,
            kind: 'synopsis',
            runs: withText([], line),
            attrs: {},
          }
        : { ...block, runs: withText(block.runs, line) }
    }),
  })
}
