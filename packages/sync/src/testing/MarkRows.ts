import type { ProjectionContext, Rows } from '@coldopen/core/projection'
import type * as Y from 'yjs'
import type { DocumentKind } from '../protocol/Event.ts'

/** The marks of a world's script as rows: what its writers wrote, in order. */
export const marksOf = (kind: DocumentKind, doc: Y.Doc, { project }: ProjectionContext): Rows => {
  if (kind !== 'screenplay') return {}
  const scene_cards = doc
    .getArray<string>('marks')
    .toArray()
    .map((scene_id, order_index) => ({
      project_id: project,
      scene_id,
      order_index,
      archived: false,
      deleted_at: null,
    }))
  return { scene_cards }
}
