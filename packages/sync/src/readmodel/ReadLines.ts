import { readProject } from '@coldopen/core/project'
import { readSceneCard } from '@coldopen/core/scene'
import type * as Y from 'yjs'
import type { LibraryLine, SceneLine } from './LibraryLine.ts'

/** A project document as the library shows it. Times are ISO 8601. */
export const readLibraryLine = (doc: Y.Doc, createdAt: string, updatedAt: string): LibraryLine => {
  const project = readProject(doc)
  const shown = project.screenplays.find(({ hidden }) => !hidden)
  return {
    title: project.title,
    archived: project.archived,
    screenplay: shown?.document ?? null,
    cards: project.cards.flatMap(({ document, hidden }) => (hidden ? [] : [document])),
    createdAt: project.createdAt ?? createdAt,
    updatedAt,
  }
}

export const readSceneLine = (doc: Y.Doc, project: string): SceneLine => ({
  project,
  duration: readSceneCard(doc).duration,
})
