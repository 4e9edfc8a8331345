import * as Y from 'yjs'
import { edit } from '../document/Edit.ts'
import { origins } from '../document/Origin.ts'
import { NotOnShelf } from './NotOnShelf.ts'
import type { Project } from './Project.ts'
import { entryRegisters, placeOf, readShelf, shelfMap, type ShelfName } from './Shelf.ts'

/** A key for the place before an entry, or for the end of the shelf. */
const keyBefore = (
  { doc, keys }: Project,
  shelf: ShelfName,
  before: string | null,
  moving: string,
): string => {
  const order = readShelf(doc, shelf).flatMap(({ document }) =>
    document === moving ? [] : [document],
  )
  const at = before === null ? order.length : order.indexOf(before)
  if (at < 0) throw new NotOnShelf({ shelf, document: before ?? '' })
  const place = (document: string | undefined): string | null => {
    const registers = document === undefined ? undefined : entryRegisters(doc, shelf, document)
    return registers === undefined ? null : placeOf(registers)
  }
  return keys.between(place(order[at - 1]), place(order[at]))
}

const registersFor = ({ doc }: Project, shelf: ShelfName, document: string): Y.Map<unknown> => {
  const registers = entryRegisters(doc, shelf, document)
  if (registers === undefined) throw new NotOnShelf({ shelf, document })
  return registers
}

/**
 * Puts a document on a shelf, before another or at the end. Its registers are made hidden and out of undo's reach, so
 * that undoing the addition can only hide it. Adding it again shows it where it stands.
 */
export const addEntry = (
  project: Project,
  shelf: ShelfName,
  document: string,
  before: string | null = null,
): void => {
  const { doc } = project
  if (entryRegisters(doc, shelf, document) === undefined) {
    const place = keyBefore(project, shelf, before, document)
    edit(doc, origins.scaffold, () => {
      const registers = new Y.Map<unknown>([
        ['a0', place],
        ['x', 1],
      ])
      shelfMap(doc, shelf).set(document, registers)
    })
  }
  restoreEntry(project, shelf, document)
}

/** Moves an entry before another, or to the end: one register. */
export const moveEntry = (
  project: Project,
  shelf: ShelfName,
  document: string,
  before: string | null,
): void => {
  const registers = registersFor(project, shelf, document)
  if (before === document) return
  const place = keyBefore(project, shelf, before, document)
  edit(project.doc, origins.edit, () => registers.set('a', place))
}

/** Hides an entry. `at` is when, ISO 8601. */
export const hideEntry = (
  project: Project,
  shelf: ShelfName,
  document: string,
  at: string,
): void => {
  const registers = registersFor(project, shelf, document)
  edit(project.doc, origins.edit, () => {
    registers.set('x', 1)
    registers.set('at', at)
  })
}

/** Shows a hidden entry again, where it stood. */
export const restoreEntry = (project: Project, shelf: ShelfName, document: string): void => {
  const registers = registersFor(project, shelf, document)
  if (registers.get('x'))
    edit(project.doc, origins.edit, () => {
      registers.set('x', 0)
    })
}
