import type * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { edit } from '../document/Edit.ts'
import { kindOf } from '../document/Meta.ts'
import { origins } from '../document/Origin.ts'
import { addEntry, hideEntry, moveEntry, restoreEntry } from './EditShelf.ts'
import { maxTitleLength, type Project, projectMap } from './Project.ts'
import { slugOf } from './Slug.ts'

/** What a new project starts from. `createdAt` is ISO 8601. */
export interface NewProject {
  readonly title: string
  readonly createdAt: string
}

const titleOf = (title: string): string => title.slice(0, maxTitleLength).toWellFormed()

/** Writes a new project into an empty document. */
export const createProject = (doc: Y.Doc, { title, createdAt }: NewProject): void => {
  if (kindOf(doc) === null) createDocument(doc, 'project')
  edit(doc, origins.scaffold, () => {
    const map = projectMap(doc)
    map.set('title', titleOf(title))
    map.set('slug', slugOf(title))
    map.set('createdAt', createdAt)
  })
}

const set = (doc: Y.Doc, key: string, value: unknown): void => {
  if (projectMap(doc).get(key) !== value)
    edit(doc, origins.edit, () => projectMap(doc).set(key, value))
}

/** Changes the title. The slug stays: addresses do not move. */
export const renameProject = (doc: Y.Doc, title: string): void => set(doc, 'title', titleOf(title))

/** Puts a project away, or takes it out again. */
export const archiveProject = (doc: Y.Doc, archived: boolean): void =>
  set(doc, 'archived', archived)

/** Adds a screenplay, before another or at the end. */
export const addScreenplay = (
  project: Project,
  screenplay: string,
  before: string | null = null,
): void => addEntry(project, 'screenplays', screenplay, before)

/** Takes a screenplay out of the project. `at` is when, ISO 8601. The document is kept. */
export const removeScreenplay = (project: Project, screenplay: string, at: string): void =>
  hideEntry(project, 'screenplays', screenplay, at)

/** Brings a screenplay back, to where it stood. */
export const restoreScreenplay = (project: Project, screenplay: string): void =>
  restoreEntry(project, 'screenplays', screenplay)

/** Adds a scene card, before another or at the end. */
export const addCard = (project: Project, scene: string, before: string | null = null): void =>
  addEntry(project, 'cards', scene, before)

/** Moves a scene card before another, or to the end. */
export const moveCard = (project: Project, scene: string, before: string | null): void =>
  moveEntry(project, 'cards', scene, before)

/** Takes a scene card off the board. `at` is when, ISO 8601. The scene document is kept. */
export const removeCard = (project: Project, scene: string, at: string): void =>
  hideEntry(project, 'cards', scene, at)

/** Brings a scene card back, to where it stood. */
export const restoreCard = (project: Project, scene: string): void =>
  restoreEntry(project, 'cards', scene)
