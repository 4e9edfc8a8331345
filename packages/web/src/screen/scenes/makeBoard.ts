import {
  addCard,
  moveCard,
  openProject,
  readProject,
  removeCard,
  restoreCard,
} from '@coldopen/core/project'
import { createSceneCard, type SceneCard } from '@coldopen/core/scene'
import { type ColdopenClient, type DocumentSession, randomIds } from '@coldopen/sync/client'
import type * as Y from 'yjs'
import { cardMove } from './cardMove.ts'

/** The scene cards of one open project. Every change is made here at once and travels by itself. */
export interface Board {
  /** Makes a card at the end, empty but for what is given; resolves with its scene document's id. */
  add(card?: Partial<SceneCard>): Promise<string>
  /** Puts a card at a gap of the order shown; tells its new place, or `null` when it did not move. */
  move(scene: string, to: number): number | null
  remove(scene: string): void
  restore(scene: string): void
}

/** The scenes on the board, in order. */
export const shownScenes = (doc: Y.Doc): readonly string[] =>
  readProject(doc)
    .cards.filter((card) => !card.hidden)
    .map((card) => card.document)

export const makeBoard = (client: ColdopenClient, session: DocumentSession): Board => {
  const project = openProject({ doc: session.doc, ids: randomIds })
  return {
    add: async (card = {}) => {
      const scene = await client.documents.create({
        project: session.project,
        kind: 'scene',
        init: (doc) => createSceneCard(doc, card, randomIds),
      })
      addCard(project, scene.id)
      await scene.close()
      return scene.id
    },
    move: (scene, to) => {
      const move = cardMove(shownScenes(session.doc), scene, to)
      if (move === undefined) return null
      moveCard(project, scene, move.before)
      return move.place
    },
    remove: (scene) => removeCard(project, scene, new Date().toISOString()),
    restore: (scene) => restoreCard(project, scene),
  }
}
