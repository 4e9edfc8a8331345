import {
  addCard,
  addScreenplay,
  archiveProject,
  moveCard,
  removeCard,
  removeScreenplay,
  renameProject,
  restoreCard,
} from '../project/EditProject.ts'
import type { Project } from '../project/Project.ts'
import { readShelf } from '../project/Shelf.ts'
import type { Dice } from './Dice.ts'

const at = '2026-11-20T12:00:00.000Z'
const names = ['First light', 'Rope', '', '😀'] as const

/** One random edit of a project through its own operations. `make` gives the ids of new documents. */
export const randomProjectEdit = (project: Project, dice: Dice, make: () => string): void => {
  const cards = readShelf(project.doc, 'cards').map(({ document }) => document)
  const pick = (): string | undefined => cards[dice.below(cards.length)]
  const [card, other] = [pick(), pick()]
  const what = dice.below(8)
  if (what === 0 || card === undefined) addCard(project, make(), other ?? null)
  else if (what === 1) addCard(project, card)
  else if (what < 4) moveCard(project, card, dice.below(4) === 0 ? null : (other ?? null))
  else if (what === 4) removeCard(project, card, at)
  else if (what === 5) restoreCard(project, card)
  else if (what === 6) renameProject(project.doc, dice.pick(names))
  else {
    const script = make()
    archiveProject(project.doc, dice.below(2) === 0)
    addScreenplay(project, script)
    if (dice.below(3) === 0) removeScreenplay(project, script, at)
  }
}
