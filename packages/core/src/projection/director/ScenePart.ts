import type { SceneText } from '../../format/fountain/SceneWriter.ts'
import { writeScene } from '../../format/fountain/SceneWriter.ts'
import { toElement } from '../../format/fountain/Fountain.ts'
import type { BlockId } from '../../id/Id.ts'
import type { FlatBlock } from '../../screenplay/Block.ts'
import { isHeading } from '../../screenplay/BlockKind.ts'
import { textOf } from '../../screenplay/Run.ts'
import { cleanText } from '../CleanText.ts'

/** What the rows of a screenplay need of one scene. It depends on the scene's blocks and on `first` alone. */
export interface ScenePart {
  /** The heading's block id; null for what stands before the first heading. */
  readonly id: BlockId | null
  readonly heading: string
  readonly text: SceneText
  /** Nothing stands before it in the file, so that nothing in it may look like a title page. */
  readonly first: boolean
}

/** Renders one scene. */
export const scenePart = (blocks: readonly FlatBlock[], first: boolean): ScenePart => {
  const [head] = blocks
  const headed = head !== undefined && isHeading(head.kind)
  const text = writeScene(blocks.map(toElement), first)
  return {
    id: headed ? head.id : null,
    heading: headed ? cleanText(textOf(head.runs)) : '',
    text: { ...text, text: cleanText(text.text) },
    first,
  }
}
