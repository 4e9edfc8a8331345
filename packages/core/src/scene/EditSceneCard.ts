import { Schema } from 'effect'
import type * as Y from 'yjs'
import { createDocument } from '../document/CreateDocument.ts'
import { edit } from '../document/Edit.ts'
import { kindOf } from '../document/Meta.ts'
import { type LocalOrigin, origins } from '../document/Origin.ts'
import type { Ids } from '../id/Ids.ts'
import { makeOrderKeys } from '../id/OrderKeys.ts'
import { toRuns } from '../screenplay/Run.ts'
import { writeRuns } from '../screenplay/TextRegister.ts'
import { writeNames } from './NameList.ts'
import {
  Duration,
  formatSource,
  maxFieldLength,
  promptText,
  readSceneCard,
  type SceneCard,
  sceneMap,
} from './SceneCard.ts'

const isDuration = Schema.is(Duration)

/** Writes a new card into an empty document. */
export const createSceneCard = (doc: Y.Doc, card: Partial<SceneCard>, ids: Ids): void => {
  if (kindOf(doc) === null) createDocument(doc, 'scene')
  write(doc, card, ids, origins.scaffold)
}

/**
 * Changes the given fields of a card and no other; the prompt by the stretch that differs. Throws RangeError for a
 * duration that is no number of seconds.
 */
export const editSceneCard = (doc: Y.Doc, change: Partial<SceneCard>, ids: Ids): void =>
  write(doc, change, ids, origins.edit)

const write = (doc: Y.Doc, change: Partial<SceneCard>, ids: Ids, origin: LocalOrigin): void => {
  if (change.duration !== undefined && !isDuration(change.duration))
    throw new RangeError(`duration: ${change.duration} is not a number of seconds`)
  const now = readSceneCard(doc)
  edit(doc, origin, () => {
    const set = (key: string, value: string | number): void => {
      if (sceneMap(doc).get(key) !== value) sceneMap(doc).set(key, value)
    }
    for (const key of ['sceneType', 'shotType', 'location', 'tone'] as const) {
      const value = change[key]
      if (value !== undefined) set(key, value.slice(0, maxFieldLength).toWellFormed())
    }
    if (change.duration !== undefined) set('duration', change.duration)
    if (change.from !== undefined) set('from', formatSource(change.from))
    if (change.prompt !== undefined) writeRuns(promptText(doc), toRuns(change.prompt))
    for (const list of ['characters', 'props'] as const) {
      const names = change[list]
      if (names !== undefined && names.join('\n') !== now[list].join('\n'))
        writeNames(doc, list, names, makeOrderKeys(ids))
    }
  })
}
