import type * as Y from 'yjs'
import { readForm } from '../../format/fountain/FormMap.ts'
import { readScenes } from '../../screenplay/Scene.ts'
import { readTitlePage } from '../../screenplay/TitlePage.ts'
import type { Rows } from '../Catalog.ts'
import type { ProjectionContext } from '../ProjectionContext.ts'
import { type ScenePart, scenePart } from './ScenePart.ts'
import { contentTitle, screenplayRow } from './ScreenplayContent.ts'
import { sectioned, sectionRow } from './ScreenplaySections.ts'

/** The rows of a screenplay document. */
export const projectScreenplay = (doc: Y.Doc, context: ProjectionContext): Rows => {
  const entries = readTitlePage(doc)
  const form = readForm(doc)
  let first = contentTitle(entries, form) === ''
  const parts = readScenes(doc).map(({ blocks }): ScenePart => {
    const part = scenePart(blocks, first)
    first &&= part.text.text === ''
    return part
  })
  return {
    screenplays: [screenplayRow(context, entries, form, parts)],
    screenplay_sections: sectioned(parts).map((part, order) => sectionRow(context, part, order)),
  }
}
