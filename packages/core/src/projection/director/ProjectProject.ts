import type * as Y from 'yjs'
import { isUuid } from '../../id/Id.ts'
import { readProject } from '../../project/Project.ts'
import type { ShelfEntry } from '../../project/Shelf.ts'
import type { Rows } from '../Catalog.ts'
import { cleanText } from '../CleanText.ts'
import type { ProjectionContext } from '../ProjectionContext.ts'

/** The rows of a project document. References that are no document's id are passed over. */
export const projectProject = (doc: Y.Doc, context: ProjectionContext): Rows => {
  const project = readProject(doc)
  const { document: id } = context
  return {
    projects: [
      {
        id,
        title: cleanText(project.title),
        slug: cleanText(project.slug),
        archived: project.archived,
        created_at: context.createdAt,
        updated_at: context.changedAt,
      },
    ],
    scene_cards: placed(project.cards).map(({ document, ...place }) => ({
      project_id: id,
      scene_id: document,
      ...place,
    })),
    screenplay_cards: placed(project.screenplays).map(({ document, ...place }) => ({
      project_id: id,
      screenplay_id: document,
      ...place,
    })),
  }
}

const placed = (
  entries: readonly ShelfEntry[],
): { document: string; order_index: number; archived: boolean; deleted_at: string | null }[] =>
  entries
    .filter(({ document }) => isUuid(document))
    .map(({ document, hidden, hiddenAt }, order_index) => ({
      document,
      order_index,
      archived: hidden,
      deleted_at: hiddenAt,
    }))
