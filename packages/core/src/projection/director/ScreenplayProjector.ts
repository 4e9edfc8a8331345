import type * as Y from 'yjs'
import { readForm } from '../../format/fountain/FormMap.ts'
import type { BlockId } from '../../id/Id.ts'
import { type FlatBlock, readBlock } from '../../screenplay/Block.ts'
import { isHeading } from '../../screenplay/BlockKind.ts'
import { openScript } from '../../screenplay/Script.ts'
import { readTitlePage } from '../../screenplay/TitlePage.ts'
import type { Rows } from '../Catalog.ts'
import type { ProjectionContext } from '../ProjectionContext.ts'
import type { Projector } from '../Projector.ts'
import { type ScenePart, scenePart } from './ScenePart.ts'
import { contentTitle, screenplayRow } from './ScreenplayContent.ts'
import type { ScreenplaySectionRow } from './ScreenplaySectionRow.ts'
import { sectioned, sectionRow } from './ScreenplaySections.ts'

/** A scene as it was last rendered. */
interface KeptScene {
  readonly blocks: readonly FlatBlock[]
  part: ScenePart
  row: ScreenplaySectionRow | null
}

/** A projector of a screenplay never makes an id. */
const noIds = { uuid: () => '', short: () => 'projector' }

/**
 * Projects a screenplay again and again at the cost of what changed: a text costs its scene, a block that appears,
 * goes, or begins or ends a scene costs one pass over the ids. Always equal to `projectScreenplay`.
 */
export const makeScreenplayProjector = (doc: Y.Doc): Projector => {
  const script = openScript({ doc, ids: noIds })
  const blocks = new Map<BlockId, FlatBlock>()
  const changed = new Set<BlockId>()
  let regroup = true
  let scenes: KeptScene[] = []
  let sceneOf = new Map<BlockId, number>()

  script.observe((change) => {
    for (const id of change.texts.keys()) changed.add(id)
    for (const id of change.blocks) changed.add(id)
    regroup ||= change.reordered
  })

  const read = (id: BlockId): FlatBlock[] => {
    const known = blocks.get(id)
    if (known !== undefined) return [known]
    const block = readBlock(doc, id)
    if (block === null) return []
    blocks.set(id, block)
    return [block]
  }

  /** Cuts the script into scenes anew; a scene whose blocks are the same objects keeps its rendering. */
  const group = (): void => {
    const kept = new Map(scenes.map((scene) => [scene.blocks[0], scene]))
    const runs: FlatBlock[][] = []
    for (const block of script.index.order().flatMap(read)) {
      const run = runs.at(-1)
      if (run === undefined || isHeading(block.kind)) runs.push([block])
      else run.push(block)
    }
    scenes = runs.map((run) => {
      const old = kept.get(run[0])
      return old !== undefined && sameBlocks(old.blocks, run) ? old : fresh(run)
    })
    sceneOf = new Map(scenes.flatMap(({ blocks }, i) => blocks.map(({ id }) => [id, i] as const)))
  }

  /** Reads the changed blocks again. True when one of them began or ended a scene by changing its kind. */
  const reread = (): boolean => {
    let cut = false
    for (const id of changed) {
      const was = blocks.get(id)
      blocks.delete(id)
      const [now] = script.index.has(id) ? read(id) : []
      cut ||=
        (was !== undefined && isHeading(was.kind)) !== (now !== undefined && isHeading(now.kind))
    }
    return cut
  }

  const follow = (): void => {
    const cut = reread()
    if (cut || regroup) group()
    else
      for (const i of new Set([...changed].flatMap((id) => sceneOf.get(id) ?? [])))
        scenes[i] = fresh(scenes[i]?.blocks.flatMap(({ id }) => read(id)) ?? [])
    changed.clear()
    regroup = false
  }

  const rows = (context: ProjectionContext): Rows => {
    follow()
    const entries = readTitlePage(doc)
    const form = readForm(doc)
    let first = contentTitle(entries, form) === ''
    for (const scene of scenes) {
      if (scene.part.first !== first) scene.part = scenePart(scene.blocks, first)
      first &&= scene.part.text.text === ''
    }
    const parts = scenes.map((scene) => scene.part)
    const order = new Map(sectioned(parts).map((part, i) => [part, i]))
    const sections = scenes.flatMap((scene) => {
      const at = order.get(scene.part)
      if (at === undefined) return []
      scene.row = sameRow(scene.row, scene.part, at, context)
        ? scene.row
        : sectionRow(context, scene.part, at)
      return scene.row ?? []
    })
    return {
      screenplays: [screenplayRow(context, entries, form, parts)],
      screenplay_sections: sections,
    }
  }
  return { rows, close: () => script.close() }
}

const fresh = (blocks: readonly FlatBlock[]): KeptScene => ({
  blocks,
  part: scenePart(blocks, false),
  row: null,
})

const sameBlocks = (a: readonly FlatBlock[], b: readonly FlatBlock[]): boolean =>
  a.length === b.length && a.every((block, i) => block === b[i])

/** Whether a row made earlier still says the same. */
const sameRow = (
  row: ScreenplaySectionRow | null,
  part: ScenePart,
  order: number,
  context: ProjectionContext,
): boolean =>
  row !== null &&
  row.screenplay_id === context.document &&
  row.created_at === context.createdAt &&
  row.order_index === order &&
  row.content === part.text.text &&
  row.heading === part.heading
