import type { BlockDraft } from '../screenplay/Block.ts'
import { isHeading } from '../screenplay/BlockKind.ts'
import { textOf, toRuns } from '../screenplay/Run.ts'
import type { TitleEntry } from '../screenplay/TitlePage.ts'
import { type MergeBlock, sameLine } from './MergeBlock.ts'
import type { MergeConflict } from './MergeConflict.ts'
import { type Clash, type LineVersions, mergeLine } from './MergeLine.ts'
import { mergeOrder } from './MergeOrder.ts'
import { mergeTitle } from './MergeTitle.ts'
import { pairBlocks } from './PairBlocks.ts'

/** One version of a script. */
export interface ScriptVersion {
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly MergeBlock[]
}

export interface MergedScript {
  readonly titlePage: readonly TitleEntry[]
  /** The merged script; blocks keep the ids they have in ours or the base. */
  readonly blocks: readonly BlockDraft[]
  readonly conflicts: readonly MergeConflict[]
}

/**
 * Merges two versions of a script that come from one: what either changed is in the result, and what both changed in
 * different ways is a conflict that names what each had.
 */
export const mergeScripts = (
  base: ScriptVersion,
  ours: ScriptVersion,
  theirs: ScriptVersion,
): MergedScript => {
  const lines: LineVersions[] = base.blocks.map((block) => ({
    base: block,
    ours: null,
    theirs: null,
  }))
  const number = (side: 'ours' | 'theirs', blocks: readonly MergeBlock[]): number[] =>
    pairBlocks(base.blocks, blocks).map((place, i) => {
      const line = place ?? lines.length
      lines[line] = { base: null, ours: null, theirs: null, ...lines[line], [side]: blocks[i]! }
      return line
    })
  const { order, aliases, clashes } = mergeOrder({
    base: base.blocks.length,
    ours: number('ours', ours.blocks),
    theirs: number('theirs', theirs.blocks),
    same: (mine, their) => sameLine(lines[mine]!.ours!, lines[their]!.theirs!),
  })
  for (const [their, mine] of aliases) {
    lines[mine] = { ...lines[mine]!, theirs: lines[their]!.theirs }
    lines[their] = { base: null, ours: null, theirs: null }
  }
  const textAt = (line: number | null): string | null => {
    const versions = line === null ? undefined : lines[line]
    return (versions?.ours ?? versions?.theirs ?? versions?.base)?.text ?? null
  }
  const moves = new Map(
    clashes.map(({ line, afterOurs, afterTheirs }): [number, Clash] => [
      line,
      {
        what: 'move',
        name: null,
        base: lines[line]?.base?.text ?? null,
        ours: textAt(afterOurs),
        theirs: textAt(afterTheirs),
        kept: 'ours',
      },
    ]),
  )
  const title = mergeTitle(base.titlePage, ours.titlePage, theirs.titlePage)
  const blocks: BlockDraft[] = []
  const conflicts = title.clashes.map((clash): MergeConflict => ({
    ...clash,
    line: null,
    scene: '',
    said: '',
  }))
  let scene = ''
  for (const line of order) {
    const { block, clashes: own } = mergeLine(lines[line]!)
    if (block === null) continue
    const said = textOf(toRuns(block.text))
    if (isHeading(block.kind)) scene = said
    const move = moves.get(line)
    for (const clash of move === undefined ? own : [...own, move])
      conflicts.push({ ...clash, line: blocks.length, scene, said })
    blocks.push(block)
  }
  return { titlePage: title.titlePage, blocks, conflicts }
}
