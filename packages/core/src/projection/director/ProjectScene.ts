import type * as Y from 'yjs'
import { readSceneCard } from '../../scene/SceneCard.ts'
import type { Rows } from '../Catalog.ts'
import { cleanText } from '../CleanText.ts'
import type { ProjectionContext } from '../ProjectionContext.ts'

/** The rows of a scene document. */
export const projectScene = (doc: Y.Doc, context: ProjectionContext): Rows => {
  const card = readSceneCard(doc)
  return {
    scene_drafts: [
      {
        id: context.document,
        user_id: context.owner,
        project_id: context.project,
        prompt_text: cleanText(card.prompt),
        duration: card.duration,
        scene_type: orNull(card.sceneType),
        shot_type: orNull(card.shotType),
        created_at: context.createdAt,
        updated_at: context.changedAt,
      },
    ],
  }
}

const orNull = (text: string): string | null => (text === '' ? null : cleanText(text))
